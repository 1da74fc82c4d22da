using System.Diagnostics;
using System.Text.Json;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Routing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgentConsole.Tests.Journeys;

/// <summary>Issue 4's crowd: fifty agents with a circuit each press 'Take the next' until nothing is left (AgentConsole.Bench/node/taking.mjs is their browser).</summary>
public abstract class FiftyAgents(DatabaseKind kind) : OnEachDatabase(kind)
{
    private const int Agents = 50, Tickets = 1000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Fifty_circuits_empty_a_queue_of_a_thousand_none_twice_none_left_each_with_its_reason()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var cookies = new List<string>();
        for (var i = 0; i < Agents; i++) cookies.Add(await AgentAsync(server, i));
        var desk = server.Get<AgentConsole.Desk.Desk>();
        for (var done = 0; done < Tickets; done += 250)
        {
            await Task.WhenAll(Enumerable.Range(done, 250).Select(i => desk.ExecuteAsync(
                new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, "hello", Who: new(IdentityKind.Email, $"c{i}@example.test", "Maja")), default)));
        }

        var page = server.At("/inbox").ToString();
        var presses = await PressAsync(new { takers = cookies.Select(cookie => new { page, cookie }) });

        // The last press of each was told that nothing is left; each before it took one.
        Assert.Equal(Tickets, presses.Sum() - Agents);
        for (var id = 1L; id <= Tickets; id++)
        {
            var row = Assert.Single(await server.Get<TicketQueries>().JournalAsync(id, 50, default), entry => entry.Event is AssigneeChanged);
            var taken = (AssigneeChanged)row.Event;
            Assert.Equal((ActorKind.Agent, row.Actor.Id, "next", RoutingWay.Next), (row.Actor.Kind, taken.To, taken.Reason, taken.Because!.Way));
        }
    }

    private static async Task<string> AgentAsync(ConsoleServer server, int number)
    {
        var made = await server.Get<Accounts>().CreateAsync(new NewAccount($"Agent {number}", $"a{number}@example.test", null, AgentRole.Agent), default);
        var account = await server.Get<Accounts>().AccountAsync(made.Value!.Id, default);
        var cookie = server.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Session.Scheme);
        var now = TimeProvider.System.GetUtcNow();
        var session = new AuthenticationTicket(PersonClaims.Principal(account!), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Session.Lasts }, Session.Scheme);
        return $"{Session.CookieName}={cookie.TicketDataFormat.Protect(session)}";
    }

    /// <summary>How often each pressed.</summary>
    private static async Task<int[]> PressAsync(object takers)
    {
        var folder = Path.Combine(ConsoleServer.Root, "AgentConsole.Bench", "node");
        // The whole solution's build installs them; a build of the tests alone does not.
        if (!Directory.Exists(Path.Combine(folder, "node_modules"))) await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], folder, null);
        var answer = JsonDocument.Parse(await RunAsync("node", ["taking.mjs"], folder, JsonSerializer.Serialize(takers))).RootElement;
        return answer.TryGetProperty("presses", out var presses) ? presses.Deserialize<int[]>()! : throw new InvalidOperationException(answer.ToString());
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string folder, string? input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            if (input is not null) await process.StandardInput.WriteLineAsync(input);
            process.StandardInput.Close();
            return await process.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}

public sealed class FiftyAgentsOnSqlite() : FiftyAgents(DatabaseKind.Sqlite);

public sealed class FiftyAgentsOnPostgres() : FiftyAgents(DatabaseKind.Postgres);
