using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Merging;

namespace AgentConsole.Sla;

/// <summary>A wait for a next response that is over. A ticket's record has the wait that goes on; those before it are in its journal only.</summary>
/// <param name="Before">The ticket as it was while the customer waited.</param>
public sealed record AnsweredWait(Ticket Before, DateTimeOffset Since, DateTimeOffset At)
{
    /// <summary>True where a wait that ends was not answered: what was waited for is in another ticket now, or never was in this one.</summary>
    public static bool IsWithdrawal(TicketEvent what) => what is MergeUndone or AbsorptionUndone or MessagesSplitOff or SplitUndone or SplitTakenBack;

    /// <summary>The wait that ended as a ticket became another; null where none did.</summary>
    public static AnsweredWait? Between(Ticket? before, Ticket after, DateTimeOffset at) =>
        // The first response is a promise of its own: what it answers is no next response.
        before is { WaitingSince: { } since } && after.WaitingSince is null && (before.FirstResponseAt is not null || after.FirstResponseAt is null)
            ? new AnsweredWait(before, since, at)
            : null;

    /// <summary>Those of a ticket's journal.</summary>
    public static IEnumerable<AnsweredWait> Of(IEnumerable<JournalEntry> journal)
    {
        Ticket? ticket = null;
        foreach (var entry in journal)
        {
            var after = TicketHistory.Apply(ticket, entry);
            if (!IsWithdrawal(entry.Event) && Between(ticket, after, entry.At) is { } wait) yield return wait;
            ticket = after;
        }
    }

    /// <summary>True where it took longer than a book promises such a ticket.</summary>
    internal bool IsMissedBy(SlaBook book, Customer? customer)
    {
        var policy = book.PolicyFor(Before, customer, Since);
        if (policy.PromiseOf(SlaTarget.NextResponse, Before.PriorityId) is not { } promise) return false;
        var clock = SlaEngine.ClockOf(policy, book.CalendarOf(policy, Before), Before, promise, Since, At);
        return SlaEngine.Standing(promise, clock, kept: true, At).State == SlaState.Missed;
    }
}
