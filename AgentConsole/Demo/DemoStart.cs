using AgentConsole.Data;
using AgentConsole.People;
using AgentConsole.People.Links;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AgentConsole.Demo;

/// <summary>Fills the database before anything is served; says where to look once it is.</summary>
internal sealed class DemoStart(IServiceProvider services, DemoSeeder seeder, DemoOptions options, AgentDirectory directory, SignInLinks links, DemoToken token, IServer server) : IHostedLifecycleService
{
    /// <summary>For a program's start: fills the database of a demonstration, or says on <paramref name="errors"/> why it can't, and returns false.</summary>
    public static async Task<bool> TrySeedAsync(IServiceProvider services, TextWriter errors)
    {
        var options = services.GetRequiredService<DemoOptions>();
        if (!options.Enabled) return true;
        try
        {
            await services.GetRequiredService<DemoSeeder>().SeedAsync(options.Seed, CancellationToken.None);
            return true;
        }
        catch (StorageUnusableException problem)
        {
            await errors.WriteLineAsync(problem.Message);
            return false;
        }
    }

    // Whoever starts the host: the database is up to date and filled before anything is served. Harmless where the program has done it already.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await DatabaseMigrator.MigrateAsync(services, cancellationToken);
        await seeder.SeedAsync(options.Seed, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var address = (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5080").TrimEnd('/');
        // To the console and not to the log, as all links that open something.
        await System.Console.Out.WriteAsync(Text(address, directory.Agents, links.Create, await token.RenewAsync(cancellationToken)));
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>One link for each role, and the places worth a look.</summary>
    internal static string Text(string address, IReadOnlyList<AgentInfo> people, Func<long, string> link, string? token = null)
    {
        var lines = new List<(string Name, string Where)>();
        foreach (var role in new[] { AgentRole.Admin, AgentRole.Supervisor, AgentRole.Agent })
        {
            if (people.Where(person => person.Role == role).MinBy(person => person.Id) is { } person)
                lines.Add(($"{role} ({person.Name})", address + link(person.Id)));
        }

        lines.AddRange([("Shop with the chat", $"{address}/demo"), ("Inbox", $"{address}/inbox"), ("Wall", $"{address}/wall")]);
        if (token is not null) lines.Add(("API token", token));
        var width = lines.Max(line => line.Name.Length);
        var text = string.Concat(lines.Select(line => $"  {line.Name.PadRight(width)}  {line.Where}{Environment.NewLine}"));
        return $"{Environment.NewLine}{DemoNames.Company} is open. Sign in with one of the first three links, in one browser each:{Environment.NewLine}{text}{Environment.NewLine}";
    }
}
