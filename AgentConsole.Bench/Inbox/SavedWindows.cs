using System.Diagnostics;
using AgentConsole.Bench.Support;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Bench.Inbox;

/// <summary>
/// What the first who opens a saved view waits for: its tickets are found, and its first fifty rows read. One view asks what the index keeps of each ticket, one what only the database
/// knows. And the same for whoever opens it next. Milliseconds.
/// </summary>
internal sealed class SavedWindows(InboxFeed inbox)
{
    private static readonly FieldTest Urgent = new(ConditionField.Priority, ConditionOperator.AnyOf, ["3", "4"]);

    /// <summary>Urgent and late, or nobody's: of what is in memory.</summary>
    private static readonly Condition Listed = new AllOf([
        Urgent, new AnyOf([new FieldTest(ConditionField.SlaState, ConditionOperator.AnyOf, ["AtRisk", "Breached"]), new FieldTest(ConditionField.Assignee, ConditionOperator.AnyOf, ["0"])])]);

    /// <summary>Unanswered, of gold customers or VIPs: of the database.</summary>
    private static readonly Condition Stored = new AllOf([
        new FieldTest(ConditionField.Replied, ConditionOperator.AnyOf, ["false"]),
        new AnyOf([new FieldTest(ConditionField.Tier, ConditionOperator.AnyOf, ["Gold", "Platinum"]), new FieldTest(ConditionField.Vip, ConditionOperator.AnyOf, ["true"])])]);

    public Samples OfIndex { get; } = new();

    public Samples OfDatabase { get; } = new();

    public Samples Shared { get; } = new();

    public async Task RoundAsync(bool counts, CancellationToken cancellationToken)
    {
        await MeasureAsync(Listed, counts ? OfIndex : new Samples(), cancellationToken);
        await MeasureAsync(Stored, counts ? OfDatabase : new Samples(), cancellationToken);
    }

    private async Task MeasureAsync(Condition condition, Samples cold, CancellationToken cancellationToken)
    {
        inbox.ForgetFilters();
        var query = new InboxQuery(InboxView.AllOpen, InboxOrder.PriorityThenDue, 1, [1], ViewFilter.Of(condition, 1, [1]));
        cold.Add(await OpenAsync(query, cancellationToken));
        Shared.Add(await OpenAsync(query, cancellationToken));
    }

    private async Task<double> OpenAsync(InboxQuery query, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var watch = inbox.Watch(query, 0, FirstWindows.Rows);
        var update = await watch.NextAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (update.Window.Rows.Count != FirstWindows.Rows) throw new InvalidOperationException($"A saved view gave {update.Window.Rows.Count} rows of {update.Window.Total}.");
        return took;
    }
}
