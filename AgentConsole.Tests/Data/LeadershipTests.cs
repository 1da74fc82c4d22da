using AgentConsole.Data;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Data;

/// <summary>Two nodes on one PostgreSQL, and one of them leads.</summary>
public sealed class LeadershipTests() : OnEachDatabase(DatabaseKind.Postgres)
{
    [Fact]
    public async Task One_leads_until_it_gives_up()
    {
        await using var other = Database.Again();
        var first = await LeadAsync(Database);

        Assert.Null(await LeadAsync(other));
        Assert.False(first!.Lost.IsCompleted);
        await first.DisposeAsync();
        await using var second = await LeadAsync(other);
        Assert.NotNull(second);
        Assert.Null(await LeadAsync(Database));
    }

    [Fact]
    public async Task Who_loses_the_session_hears_of_it_and_another_leads()
    {
        await using var other = Database.Again();
        await using var first = await LeadAsync(Database);
        await Database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");

        await first!.Lost.WaitAsync(DeskHost.Limit);
        await using var second = await LeadAsync(other);
        Assert.NotNull(second);
    }

    private static Task<Leadership?> LeadAsync(TestDatabase database) => database.Provider.TryLeadAsync(LeadershipOf.SlaClock, CancellationToken.None);
}
