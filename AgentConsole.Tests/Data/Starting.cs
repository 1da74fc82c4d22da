using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Data;

/// <summary>What a person sees who starts the server on something that it can't use.</summary>
public sealed class Starting
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_database_of_a_newer_version_ends_the_start_with_words_and_no_stack_trace(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.ExecuteAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Tomorrow', '99.0.0')""");
        await using var server = ServerProcess.Start(database.Arguments);

        Assert.Equal(AgentConsoleApp.BadStorage, await server.EndAsync());

        Assert.Contains("newer version of AgentConsole: it holds 29990101000000_Tomorrow", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("listening", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_all_told_and_nothing_is_made()
    {
        var folder = Directory.CreateTempSubdirectory("agentconsole-");
        var file = Path.Combine(folder.FullName, "desk.db");
        await using var server = ServerProcess.Start("--Storage:Provider=Oracle", "--Storage:Synchronous=maybe", $"--Storage:ConnectionString=Data Source={file}");

        Assert.Equal(AgentConsoleApp.BadConfiguration, await server.EndAsync());

        Assert.Contains("The configuration has 2 problems:", server.Output, StringComparison.Ordinal);
        Assert.Contains("Storage:Provider: 'Oracle' is not known", server.Output, StringComparison.Ordinal);
        Assert.Contains("Storage:Synchronous: 'maybe' is not known", server.Output, StringComparison.Ordinal);
        Assert.Empty(folder.EnumerateFileSystemInfos());
        folder.Delete();
    }

    [Fact]
    public async Task A_folder_that_can_not_be_written_is_named()
    {
        await using var server = ServerProcess.Start("--Storage:ConnectionString=Data Source=/proc/nowhere/desk.db");

        Assert.Equal(AgentConsoleApp.BadStorage, await server.EndAsync());

        Assert.Contains("The database file /proc/nowhere/desk.db can't be opened for writing", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_start_makes_the_database_and_the_second_finds_it()
    {
        var folder = Directory.CreateTempSubdirectory("agentconsole-");
        var file = Path.Combine(folder.FullName, "deep", "desk.db");
        for (var start = 0; start < 2; start++)
        {
            await using var server = ServerProcess.Start($"--Storage:ConnectionString=Data Source={file}");
            await server.ListeningAsync();
            Assert.Equal(start == 0, server.Output.Contains("was brought up to date", StringComparison.Ordinal));
            // As a power cut would end it.
            await server.KillAsync();
        }

        folder.Delete(recursive: true);
    }
}
