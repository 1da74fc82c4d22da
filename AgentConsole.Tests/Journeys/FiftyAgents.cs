using System.Text.Json;
using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Routing;

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
        for (var i = 0; i < Agents; i++) cookies.Add(await AgentCookies.MakeAsync(server.Services, $"Agent {i}", $"a{i}@example.test"));
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

    /// <summary>How often each pressed.</summary>
    private static async Task<int[]> PressAsync(object takers)
    {
        using var limit = new CancellationTokenSource(Limit);
        await using var script = await NodeScript.StartAsync("taking.mjs", takers);
        return (await script.NextAsync(limit.Token)).GetProperty("presses").Deserialize<int[]>()!;
    }
}

public sealed class FiftyAgentsOnSqlite() : FiftyAgents(DatabaseKind.Sqlite);

public sealed class FiftyAgentsOnPostgres() : FiftyAgents(DatabaseKind.Postgres);
