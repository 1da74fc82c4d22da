namespace AgentConsole.Tickets.Chats;

/// <summary>The part of the fold that knows who was asked to take a chat. Pure.</summary>
internal static class Ringing
{
    /// <summary>The ticket after somebody let it pass by; with nobody left to ask it is offered no more.</summary>
    public static Ticket Passed(Ticket ticket, long agent)
    {
        long[] left = [.. ticket.OfferedTo.Where(one => one != agent)];
        return ticket with { OfferedTo = left, HeldUntil = left.Length == 0 ? null : ticket.HeldUntil, PassedBy = [.. ticket.PassedBy.Where(one => one != agent), agent] };
    }

    /// <summary>
    /// Who let it pass is asked again once it was somebody's, is another team's, or the customer wrote while nobody was being asked.
    /// </summary>
    public static Ticket After(Ticket before, Ticket ticket, JournalEntry entry) =>
        ticket.PassedBy.Count > 0 && (entry.Event is AssigneeChanged { To: not null } or TeamChanged || (entry.Event is CustomerWrote { IsAutomatic: false } && before.HeldUntil is null))
            ? ticket with { PassedBy = [] }
            : ticket;
}
