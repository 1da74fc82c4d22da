using AgentConsole.People;
using AgentConsole.Tickets;

namespace AgentConsole.Sla;

/// <summary>What another book would do to one ticket.</summary>
/// <param name="DueMoves">How many of its running due instants move; one that appears or goes moves too. Only open tickets have such.</param>
/// <param name="BreachesAppear">Targets that were or are overdue by the second book only.</param>
/// <param name="BreachesVanish">Targets that were or are overdue by the first book only.</param>
/// <param name="DueBefore">Its earliest running due instant.</param>
public sealed record TicketImpact(
    long TicketId, string Subject, int PriorityId, bool IsOpen, int DueMoves, int BreachesAppear, int BreachesVanish,
    DateTimeOffset? DueBefore, DateTimeOffset? DueAfter)
{
    public bool IsAffected => DueMoves + BreachesAppear + BreachesVanish > 0;

    /// <summary>By how much the earliest due instant moves; zero where there is none before or after.</summary>
    public TimeSpan Shift => DueBefore is { } before && DueAfter is { } after ? after - before : TimeSpan.Zero;
}

/// <summary>
/// What an edit would do, added up ticket by ticket: a pure function of two books, the tickets, and their waits for a next response that are over, so nothing has to be
/// stored to know it.
/// </summary>
public sealed class SlaImpact(SlaBook before, SlaBook after, DateTimeOffset now)
{
    /// <summary>How many of the most affected are kept.</summary>
    public const int Most = 10;

    private readonly List<TicketImpact> _most = new(Most + 1);

    public bool ReadsCustomer { get; } = before.ReadsCustomer || after.ReadsCustomer;

    /// <summary>True where waits that are over could change: one of the books promises a next response.</summary>
    public bool ReadsWaits { get; } = PromisesNextResponse(before) || PromisesNextResponse(after);

    public int Tickets { get; private set; }

    public int OpenTickets { get; private set; }

    /// <summary>Open tickets of which a due instant moves.</summary>
    public int TicketsThatMove { get; private set; }

    public int DueMoves { get; private set; }

    public int BreachesAppear { get; private set; }

    public int BreachesVanish { get; private set; }

    /// <summary>Breaches that change first, then the farthest moves.</summary>
    public IReadOnlyList<TicketImpact> MostAffected => _most;

    /// <param name="waits">Those for a next response that are over and count, none where <see cref="ReadsWaits"/> is false.</param>
    public void Add(Ticket ticket, Customer? customer, IEnumerable<AnsweredWait> waits)
    {
        var impact = Of(ticket, customer, waits);
        Tickets++;
        if (impact.IsOpen) OpenTickets++;
        if (!impact.IsAffected) return;
        if (impact.DueMoves > 0) TicketsThatMove++;
        DueMoves += impact.DueMoves;
        BreachesAppear += impact.BreachesAppear;
        BreachesVanish += impact.BreachesVanish;
        var place = _most.FindIndex(other => Compare(impact, other) < 0);
        _most.Insert(place < 0 ? _most.Count : place, impact);
        if (_most.Count > Most) _most.RemoveAt(Most);
    }

    /// <summary>What the second book would do to one ticket.</summary>
    public TicketImpact Of(Ticket ticket, Customer? customer, IEnumerable<AnsweredWait> waits)
    {
        var (old, fresh) = (before.Judge(ticket, now, customer), after.Judge(ticket, now, customer));
        int moves = 0, appear = 0, vanish = 0;
        foreach (var target in Enum.GetValues<SlaTarget>())
        {
            var (was, becomes) = (Find(old, target), Find(fresh, target));
            if (ticket.IsOpen && Due(was) != Due(becomes)) moves++;
            if (IsBroken(becomes) && !IsBroken(was)) appear++;
            if (IsBroken(was) && !IsBroken(becomes)) vanish++;
        }

        foreach (var wait in waits)
        {
            var (was, becomes) = (wait.IsMissedBy(before, customer), wait.IsMissedBy(after, customer));
            if (becomes && !was) appear++;
            if (was && !becomes) vanish++;
        }

        return new TicketImpact(ticket.Id, ticket.Subject, ticket.PriorityId, ticket.IsOpen, moves, appear, vanish, old.DueAt, fresh.DueAt);
    }

    private static bool PromisesNextResponse(SlaBook book) =>
        book.Policies.Any(policy => policy.Promises.Values.Any(promises => promises.Any(promise => promise.Target == SlaTarget.NextResponse)));

    private static int Compare(TicketImpact a, TicketImpact b)
    {
        var breaches = (b.BreachesAppear + b.BreachesVanish).CompareTo(a.BreachesAppear + a.BreachesVanish);
        if (breaches != 0) return breaches;
        var shift = b.Shift.Duration().CompareTo(a.Shift.Duration());
        return shift != 0 ? shift : a.TicketId.CompareTo(b.TicketId);
    }

    private static TargetStanding? Find(TicketSla sla, SlaTarget target) => sla.Targets.FirstOrDefault(standing => standing.Target == target);

    private static DateTimeOffset? Due(TargetStanding? standing) => standing is { IsRunning: true } ? standing.DueAt : null;

    private static bool IsBroken(TargetStanding? standing) => standing?.State is SlaState.Breached or SlaState.Missed;
}
