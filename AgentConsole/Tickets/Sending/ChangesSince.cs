using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Tickets.Sending;

/// <summary>What somebody who is writing would want to know before sending.</summary>
internal static class ChangesSince
{
    /// <param name="journal">The ticket's journal, ascending.</param>
    /// <param name="began">The journal's sequence when the draft was begun.</param>
    /// <param name="shown">Everything up to here was on the writer's screen, in front of their eyes.</param>
    /// <param name="me">The writer: one's own doings surprise nobody.</param>
    /// <remarks>
    /// A colleague's doing is told even where it was on the screen, since answering twice is what it must prevent. What the customer
    /// or a rule did is told only where it was out of sight, or each line of a quick chat would stop the answer to it.
    /// </remarks>
    public static IReadOnlyList<JournalEntry> Surprises(IEnumerable<JournalEntry> journal, long began, long shown, long me) =>
    [
        .. journal.Where(entry => entry.Seq > began && Matters(entry.Event) && entry.Actor switch
        {
            { Kind: ActorKind.Agent } agent => agent.Id != me,
            _ => entry.Seq > shown,
        }),
    ];

    /// <summary>What keeps a reply from going out at its instant. Another reply that waits as this one does is not it: whichever goes out first holds back the other.</summary>
    public static IReadOnlyList<JournalEntry> Meanwhile(IEnumerable<JournalEntry> journal, HeldReply held) =>
        [.. Surprises(journal, held.Seq, held.Seq, held.AgentId).Where(entry => entry.Event is not ReplyHeld)];

    /// <summary>True for what a person decided or wrote; looking at a ticket and time passing are neither.</summary>
    public static bool Matters(TicketEvent happened) => happened is not (
        SeenByAgent or SeenByCustomer or SlaJudged or SlaTransitioned or HoldExtended or RoutingWaits or OfferEnded or TicketOffered or FollowersChanged
        or CustomerChanged or ReplyTakenBack or ReplyHeldBack);
}
