namespace AgentConsole.Tickets.Wall;

/// <summary>A row of the journal that tells what became of a promise.</summary>
internal sealed record PromiseRow(long Seq, long TicketId, DateTimeOffset At, SlaTransitioned What);

/// <summary>
/// What became of promises, today and in seven days, by policy and target: kept as it is told, never counted anew. Kept or missed counts on the day it was decided;
/// what is overdue and still running counts as missed on every day until it ends, or the figure would flatter. Not safe for several threads.
/// </summary>
internal sealed class PromiseBook(TimeZoneInfo zone)
{
    /// <summary>Today and the six days before it.</summary>
    public const int Days = 7;

    private readonly Dictionary<(int Policy, SlaTarget Target, int Day), (int Met, int Missed)> _counts = [];
    private readonly Dictionary<(long Ticket, SlaTarget Target), Decided> _last = [];
    private readonly Dictionary<long, (int Policy, SlaTarget Target)[]> _overdue = [];
    private int _today;

    /// <summary>With another, everything has to be taken in again.</summary>
    public TimeZoneInfo Zone { get; set; } = zone;

    public void Clear()
    {
        _counts.Clear();
        _last.Clear();
        _overdue.Clear();
    }

    /// <summary>Takes in what the journal tells, in its order.</summary>
    public void Take(PromiseRow row)
    {
        var (target, to) = (row.What.Target, row.What.To);
        // Each wait for a next response is a promise of its own. The others are one promise a ticket: what is decided anew, or taken up again, was not the end.
        var isOne = target != SlaTarget.NextResponse;
        if (isOne && _last.Remove((row.TicketId, target), out var before)) Count(before.Policy, target, before.Day, before.Met, -1);
        if (to is not (SlaState.Met or SlaState.Missed)) return;
        var decided = new Decided(row.What.PolicyId ?? 0, DayOf(row.At), to == SlaState.Met);
        Count(decided.Policy, target, decided.Day, decided.Met, +1);
        if (isOne) _last[(row.TicketId, target)] = decided;
    }

    /// <summary>Takes in which of a ticket's promises are overdue now.</summary>
    public void Take(long ticketId, TicketSla sla)
    {
        (int, SlaTarget)[] overdue = [.. sla.Targets.Where(target => target.State == SlaState.Breached).Select(target => (sla.PolicyId, target.Target))];
        if (overdue.Length == 0)
        {
            _overdue.Remove(ticketId);
            return;
        }

        _overdue[ticketId] = overdue;
        // What was missed and is taken up again is overdue again without a word in the journal: it is one promise still.
        foreach (var (_, target) in overdue)
            if (_last.Remove((ticketId, target), out var before)) Count(before.Policy, target, before.Day, before.Met, -1);
    }

    public IReadOnlyList<WallCompliance> Compliance(DateTimeOffset now)
    {
        var today = DayOf(now);
        Forget(today);
        var overdue = _overdue.Values.SelectMany(promises => promises).CountBy(promise => promise).ToDictionary();
        return
        [
            .. _counts.Keys.Select(key => (key.Policy, key.Target)).Concat(overdue.Keys).Distinct().Order().Select(key =>
            {
                var (day, late) = (_counts.GetValueOrDefault((key.Policy, key.Target, today)), overdue.GetValueOrDefault(key));
                var week = Enumerable.Range(today - Days + 1, Days).Select(at => _counts.GetValueOrDefault((key.Policy, key.Target, at))).ToList();
                return new WallCompliance(key.Policy, key.Target, day.Met, day.Missed + late, week.Sum(at => at.Met), week.Sum(at => at.Missed) + late);
            }),
        ];
    }

    /// <summary>Once a day what is older than seven days is let go of.</summary>
    private void Forget(int today)
    {
        if (today == _today) return;
        _today = today;
        var oldest = today - Days + 1;
        foreach (var key in _counts.Keys.Where(key => key.Day < oldest).ToList()) _counts.Remove(key);
        foreach (var key in _last.Where(pair => pair.Value.Day < oldest).Select(pair => pair.Key).ToList()) _last.Remove(key);
    }

    private void Count(int policy, SlaTarget target, int day, bool met, int by)
    {
        var (kept, missed) = _counts.GetValueOrDefault((policy, target, day));
        _counts[(policy, target, day)] = met ? (kept + by, missed) : (kept, missed + by);
    }

    private int DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime).DayNumber;

    private readonly record struct Decided(int Policy, int Day, bool Met);
}
