using AgentConsole.Tickets;

namespace AgentConsole.Sla;

/// <summary>
/// What became of every promise made to one ticket: those that stand now, and each wait for a next response that was answered. It is told the ticket's
/// states one after the other and asked at the end.
/// </summary>
/// <param name="judge">What judged, or judges, a ticket in this state; null where that isn't known any more.</param>
public sealed class SlaLedger(Func<Ticket, (SlaPolicy Policy, BusinessCalendar Calendar)?> judge)
{
    private readonly List<SlaExplanation> _answered = [];
    private Ticket? _ticket;

    /// <summary>The ledger of a ticket by its whole journal, up to an instant.</summary>
    public static IReadOnlyList<SlaExplanation> Of(
        IEnumerable<JournalEntry> journal, Func<Ticket, (SlaPolicy Policy, BusinessCalendar Calendar)?> judge, DateTimeOffset now)
    {
        var ledger = new SlaLedger(judge);
        foreach (var entry in journal) ledger.Step(TicketHistory.Apply(ledger._ticket, entry), entry.At, isWithdrawn: AnsweredWait.IsWithdrawal(entry.Event));
        return ledger.At(now);
    }

    /// <summary>The ticket became this at an instant.</summary>
    /// <param name="isWithdrawn">A wait that ended was not answered: what was waited for is elsewhere now.</param>
    public void Step(Ticket after, DateTimeOffset at, bool isWithdrawn = false)
    {
        if (!isWithdrawn && AnsweredWait.Between(_ticket, after, at) is { } wait) AddAnswered(wait.Before, wait.Since, at);
        _ticket = after;
    }

    /// <summary>Every line, in the order in which the promises began.</summary>
    public IReadOnlyList<SlaExplanation> At(DateTimeOffset now)
    {
        if (_ticket is not { } ticket || judge(ticket) is not { } by) return _answered;
        var standing = SlaEngine.Judge(by.Policy, by.Calendar, ticket, now).Targets
            .Select(target => SlaExplanation.Of(by.Policy, by.Calendar, ticket, target, now)).OfType<SlaExplanation>();
        return [.. standing.Concat(_answered).OrderBy(line => line.StartedAt).ThenBy(line => line.Target)];
    }

    private void AddAnswered(Ticket before, DateTimeOffset since, DateTimeOffset at)
    {
        if (judge(before) is not { } by || by.Policy.PromiseOf(SlaTarget.NextResponse, before.PriorityId) is not { } promise) return;
        var clock = SlaEngine.ClockOf(by.Policy, by.Calendar, before, promise, since, at);
        var standing = SlaEngine.Standing(promise, clock, kept: true, at);
        _answered.Add(SlaExplanation.Of(by.Policy, by.Calendar, before.PriorityId, promise, clock, standing, wasDone: true, at));
    }
}
