using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Console;

/// <summary>What no configuration of ours uses is not in memory: each megabyte is some agents' screens (docs/bench.md).</summary>
public sealed class IdleParts
{
    [Fact]
    public async Task A_start_loads_neither_http3_nor_iis()
    {
        // Elsewhere there is no such list to read.
        if (!OperatingSystem.IsLinux()) return;
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var server = ServerProcess.Start(database.Arguments);
        using (var client = new HttpClient { BaseAddress = await server.ListeningAsync() }) await client.GetStringAsync(new Uri("health/ready", UriKind.Relative));

        var loaded = File.ReadLines($"/proc/{server.Pid}/maps").Select(line => line.Split('/')[^1]).Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);

        Assert.Contains("Microsoft.AspNetCore.Server.Kestrel.Core.dll", loaded);
        Assert.DoesNotContain(loaded, name => name.Contains("Quic", StringComparison.Ordinal) || name.Contains("IIS", StringComparison.Ordinal));
    }
}
