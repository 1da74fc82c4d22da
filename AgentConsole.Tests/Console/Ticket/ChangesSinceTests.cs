using AgentConsole.Console.Ticket;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Sending;

namespace AgentConsole.Tests.Console.Ticket;

public sealed class ChangesSinceTests : ScreenContext
{
    // Ana began to write after row 10; rows up to 12 were in front of her eyes.
    public static TheoryData<string, JournalEntry, bool> Rows() => new()
    {
        { "before she began", Row(10, Bor, new AgentReplied(1, "x")), false },
        { "a colleague's reply, though on the screen", Row(11, Bor, new AgentReplied(1, "x")), true },
        { "a colleague's note", Row(13, Bor, new NoteAdded(1, "x")), true },
        { "a colleague took it", Row(13, Bor, new AssigneeChanged(null, 8, null)), true },
        { "a colleague only looked", Row(13, Bor, new SeenByAgent(9)), false },
        { "her own doing", Row(13, Ana, new PriorityChanged(2, 3, null)), false },
        { "the customer's line that she saw", Row(12, Maja, new CustomerWrote(1, "x")), false },
        { "the customer's line out of sight", Row(13, Maja, new CustomerWrote(1, "x")), true },
        { "the customer only looked", Row(13, Maja, new SeenByCustomer(9)), false },
        { "a rule out of sight", Row(13, new Actor(ActorKind.Rule, 1, "r"), new StatusChanged(TicketStatus.Open, TicketStatus.Resolved, null)), true },
        { "time passed", Row(13, Actor.Clock, new SlaTransitioned(SlaTarget.FirstResponse, SlaState.OnTrack, SlaState.AtRisk, null)), false },
        { "the standing was judged anew", Row(13, Actor.Clock, new SlaJudged(TicketSla.Empty)), false },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Only_what_the_writer_could_not_know_is_a_surprise(string what, JournalEntry row, bool surprises) =>
        Assert.True(surprises == ChangesSince.Surprises([row], began: 10, shown: 12, me: 7).Count > 0, what);
}
