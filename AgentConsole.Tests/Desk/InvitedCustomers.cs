using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tests.Desk;

/// <summary>Customers who write because somebody asked them to.</summary>
public sealed class InvitedCustomers() : OnEachDatabase(DatabaseKind.Sqlite)
{
    private readonly Crew _crew = new Crew().Add(7, teams: [1]).Add(8, teams: [1]);

    [Theory]
    [InlineData(7L, Presence.Online, 7L)]
    [InlineData(7L, Presence.Away, null)]
    [InlineData(99L, Presence.Online, null)]
    [InlineData(null, Presence.Online, null)]
    public async Task The_ticket_is_the_agents_who_asked_where_they_are_still_there(long? asked, Presence presence, long? has)
    {
        await using var host = await DeskHost.StartAsync(Database, also: _crew.Register);
        _crew.Is(7, presence);
        var invited = new Invited("i1", asked, "Agent 7", "Can I help?");
        var opened = await host.DoAsync(Writes("Yes", invited));
        Assert.Equal(has, opened.Ticket.AssigneeId);
        Assert.Equal("Yes", opened.Message!.Text);
        await using var db = await host.Contexts.CreateDbContextAsync();
        var messages = await db.Set<Message>().OrderBy(message => message.Seq).ToListAsync();
        Assert.Equal([("Can I help?", asked is null ? ActorKind.Bot : ActorKind.Agent), ("Yes", ActorKind.Customer)], messages.Select(message => (message.Text, message.AuthorKind)));
        // Nobody was answered by it.
        Assert.Equal((null, TicketStatus.New, false), (opened.Ticket.FirstResponseAt, opened.Ticket.Status, opened.Ticket.IsAnswered));
        Assert.Contains(opened.Ticket.Sla.Targets, target => target is { Target: SlaTarget.FirstResponse, State: not SlaState.Met });
        var history = await host.Queries.JournalAsync(opened.Ticket.Id, 50, CancellationToken.None);
        Assert.True(TicketHistory.SameState(opened.Ticket, TicketHistory.Replay(history)!));
        if (has is not null) Assert.Contains(history, entry => entry.Event is AssigneeChanged { To: 7, Reason: "invited" });
    }

    [Fact]
    public async Task In_a_conversation_that_goes_on_it_stands_before_what_was_said_to_it_and_once()
    {
        await using var host = await DeskHost.StartAsync(Database, also: _crew.Register);
        var opened = await host.DoAsync(Writes("Hello", null));
        var customer = Actor.Customer(opened.Ticket.CustomerId, "Maja");
        var invited = new Invited("i1", 7, "Agent 7", "Anything else?");
        foreach (var text in (string[])["Yes", "And no"]) await host.DoAsync(new CustomerWrites(customer, TicketChannel.Chat, text) { Invited = invited });
        await using var db = await host.Contexts.CreateDbContextAsync();
        Assert.Equal(["Hello", "Anything else?", "Yes", "And no"], await db.Set<Message>().OrderBy(message => message.Seq).Select(message => message.Text).ToListAsync());
    }

    private static CustomerWrites Writes(string text, Invited? invited) =>
        new(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, text, Who: new NewCustomer(IdentityKind.Visitor, "v1", "Maja")) { Invited = invited };
}
