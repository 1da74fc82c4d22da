using AgentConsole.Console.Ticket;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Console.Ticket;

/// <summary>What became of each promise, from the journal as the Desk wrote it.</summary>
public sealed class TicketLedgerTests
{
    private static readonly Actor Bor = Actor.Agent(8, "Bor");

    [Fact]
    public async Task Answered_waits_keep_their_line_and_the_version_that_judged_them()
    {
        // Wednesday morning, within the built-in hours.
        var time = new FakeTime(new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero));
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var host = await DeskHost.StartAsync(database, time);
        var catalog = host.Services.GetRequiredService<SlaCatalog>();
        var ticket = (await host.OpenAsync()).Ticket;
        var maja = Actor.Customer(ticket.CustomerId, "Maja");
        await After(10, new AgentReplies(Bor, ticket.Id, "Looking"));
        await After(10, new CustomerWrites(maja, TicketChannel.Chat, "And?", TicketId: ticket.Id));
        await After(30, new AgentReplies(Bor, ticket.Id, "Found"));

        var stricter = SlaDefaults.Policy() with
        {
            Version = 2,
            Promises = new Dictionary<int, IReadOnlyList<SlaPromise>> { [PriorityLevel.NormalId] = [new(SlaTarget.NextResponse, TimeSpan.FromMinutes(15), TimeSpan.Zero)] },
        };
        await catalog.AddAsync([SlaDefaults.Policy(), stricter], [SlaDefaults.Calendar()], CancellationToken.None);
        await After(10, new CustomerWrites(maja, TicketChannel.Chat, "Thanks, and the other?", TicketId: ticket.Id));
        await After(40, new AgentReplies(Bor, ticket.Id, "That too"));

        ticket = (await host.Queries.TicketAsync(ticket.Id, CancellationToken.None))!;
        var ledger = await new TicketLedger(host.Queries, catalog, time).ReadAsync(ticket, CancellationToken.None);

        Assert.Equal(
            [(SlaState.Met, 1, 30), (SlaState.Missed, 2, 40)],
            ledger.Where(line => line.Target == SlaTarget.NextResponse).Select(line => (line.Standing.State, line.PolicyVersion, (int)line.Used.TotalMinutes)));
        Assert.Equal(TimeSpan.FromMinutes(-25), ledger[^1].Slack);

        async Task After(int minutes, TicketCommand command)
        {
            time.Advance(TimeSpan.FromMinutes(minutes));
            await host.DoAsync(command);
        }
    }
}
