using AgentConsole.Common;
using AgentConsole.Data;
using Microsoft.Extensions.Configuration;

namespace AgentConsole.Tests.Data;

public sealed class StorageSettings
{
    [Theory]
    [InlineData("Sqlite", "Data Source=data/x.db", "FULL")]
    [InlineData("sqlite", "data source=/var/lib/x.db;Pooling=True", "normal")]
    [InlineData("Postgres", "Host=db;Database=desk;Username=desk", "FULL")]
    public void These_can_be_used(string provider, string connection, string synchronous) => Assert.Empty(Check(provider, connection, synchronous));

    [Theory]
    [InlineData("Oracle", "Data Source=x.db", "FULL", "Storage:Provider", "Choose Sqlite or Postgres")]
    [InlineData("Sqlite", "Data Source=x.db", "OFF", "Storage:Synchronous", "Choose FULL, NORMAL or EXTRA")]
    [InlineData("Sqlite", "", "FULL", "Storage:ConnectionString", "must name a file")]
    [InlineData("Sqlite", "Data Source=:memory:", "FULL", "Storage:ConnectionString", "must name a file")]
    [InlineData("Sqlite", "Data Source=x;Mode=Memory", "FULL", "Storage:ConnectionString", "must name a file")]
    [InlineData("Sqlite", "Host=db;Database=desk", "FULL", "Storage:ConnectionString", "can't be read as a connection string of Sqlite")]
    [InlineData("Postgres", "Data Source=x.db", "FULL", "Storage:ConnectionString", "connection string of Postgres")]
    [InlineData("Postgres", "Host=db", "FULL", "Storage:ConnectionString", "needs a server and a database")]
    public void What_can_not_be_used_says_what_would_be_right(string provider, string connection, string synchronous, string setting, string words)
    {
        var problem = Assert.Single(Check(provider, connection, synchronous));
        Assert.StartsWith(setting + ": ", problem, StringComparison.Ordinal);
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once_and_no_secret_with_them()
    {
        var problems = new ConfigurationProblems();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "Mongo",
            ["Storage:ConectionString"] = "typed wrongly",
            ["Storage:ConnectionString"] = "Data Source=x.db;Pasword=hunter2",
            ["Storage:Synchronous"] = "sometimes",
        }).Build();

        problems.Read<StorageOptions>(configuration, StorageOptions.Section).Check(problems);
        using var told = new StringWriter();
        problems.Print(told);

        Assert.Equal(4, problems.All.Count);
        Assert.StartsWith("The configuration has 4 problems:", told.ToString(), StringComparison.Ordinal);
        Assert.Contains("Storage:ConectionString: there is no such setting", told.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", told.ToString(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Check(string provider, string connection, string synchronous)
    {
        var problems = new ConfigurationProblems();
        new StorageOptions { Provider = provider, ConnectionString = connection, Synchronous = synchronous }.Check(problems);
        return problems.All;
    }
}
