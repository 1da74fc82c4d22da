using AgentConsole.Live;
using AgentConsole.People.Audit;
using AgentConsole.Rules;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Rules;

/// <summary>A node that didn't hear of a change, because its wire to the others was cut just then.</summary>
public sealed class LostSignals() : OnEachDatabase(DatabaseKind.Postgres)
{
    private const string Listening = "datname = current_database() AND query LIKE 'LISTEN%'";

    [Fact]
    public async Task What_was_changed_while_nobody_listened_is_read_when_the_wire_is_taken_up()
    {
        await using var host = await DeskHost.StartAsync(Database);
        var catalog = host.Services.GetRequiredService<PriorityRuleCatalog>();
        await ListeningAsync();
        // Another node that says nothing of what it does.
        using var silent = new PriorityRuleCatalog(Database.Contexts, new LiveSignals(NullLogger<LiveSignals>.Instance), new AuditTrail(TimeProvider.System), TimeProvider.System, NullLogger<PriorityRuleCatalog>.Instance);
        var rule = new PriorityRule(0, "Outages", new FieldTest(ConditionField.Subject, ConditionOperator.Contains, ["outage"]), PriorityLevel.UrgentId);
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        catalog.Changed += () => { if (catalog.Book.Rules.Count > 0) heard.TrySetResult(); };
        Assert.True((await silent.SaveAsync(0, [rule], _ => true, DateTimeOffset.UnixEpoch, "Ada", default)).Succeeded);

        await Database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + Listening);

        await heard.Task.WaitAsync(DeskHost.Limit);
        Assert.Equal("Outages", Assert.Single(catalog.Book.Rules).Name);
    }

    private async Task ListeningAsync()
    {
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await Database.ScalarAsync("SELECT count(*) FROM pg_stat_activity WHERE " + Listening) == 0) await look.WaitForNextTickAsync(limit.Token);
    }
}
