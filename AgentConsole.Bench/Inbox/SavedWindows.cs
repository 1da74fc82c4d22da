using System.Diagnostics;
using AgentConsole.Bench.Support;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Bench.Inbox;

/// <summary>
/// What the first who opens a saved view waits for: until its first rows, and until all its tickets are found and counted. One view asks what the index keeps of each ticket, the others what only
/// the database knows: of one ticket in five, by the subject's words, of the last day, and of one in two hundred, whose first window has fewer rows until it is whole. And the same for whoever
/// opens it next. Milliseconds, by view.
/// </summary>
internal sealed class SavedWindows(InboxFeed inbox)
{
    private const string Rare = "of the database, one in 200";

    private static readonly FieldTest NotAnswered = new(ConditionField.Replied, ConditionOperator.AnyOf, ["false"]);

    private static readonly (string Name, InboxOrder Order, Condition Condition)[] Views =
    [
        ("of the index", InboxOrder.PriorityThenDue, new AllOf([
            new FieldTest(ConditionField.Priority, ConditionOperator.AnyOf, ["3", "4"]),
            new AnyOf([new FieldTest(ConditionField.SlaState, ConditionOperator.AnyOf, ["AtRisk", "Breached"]), new FieldTest(ConditionField.Assignee, ConditionOperator.AnyOf, ["0"])])])),
        ("of the database, one in 5", InboxOrder.PriorityThenDue, new AllOf([
            NotAnswered,
            new AnyOf([new FieldTest(ConditionField.Tier, ConditionOperator.AnyOf, ["Gold", "Platinum"]), new FieldTest(ConditionField.Vip, ConditionOperator.AnyOf, ["true"])])])),
        ("of the database, by words", InboxOrder.DueNext, new FieldTest(ConditionField.Subject, ConditionOperator.Contains, ["parcel", "jacket"])),
        ("of the database, of the last day", InboxOrder.Newest, new AllOf([NotAnswered, new FieldTest(ConditionField.Created, ConditionOperator.Within, ["1.00:00:00"])])),
        (Rare, InboxOrder.PriorityThenDue, new AllOf([
            new FieldTest(ConditionField.Tier, ConditionOperator.AnyOf, ["Platinum"]), new FieldTest(ConditionField.Vip, ConditionOperator.AnyOf, ["true"])])),
    ];

    public Dictionary<string, (Samples First, Samples Whole)> Times { get; } = Views.ToDictionary(view => view.Name, _ => (new Samples(), new Samples()), StringComparer.Ordinal);

    public Samples Shared { get; } = new();

    public async Task RoundAsync(bool counts, CancellationToken cancellationToken)
    {
        foreach (var (name, order, condition) in Views)
        {
            inbox.ForgetFilters();
            inbox.ForgetRows();
            var query = new InboxQuery(InboxView.AllOpen, order, 1, [1], ViewFilter.Of(condition, 1, [1]));
            var (first, whole) = await OpenAsync(query, mayBeFew: name == Rare, isFirst: true, cancellationToken);
            var (again, _) = await OpenAsync(query, mayBeFew: name == Rare, isFirst: false, cancellationToken);
            if (!counts) continue;
            Times[name].First.Add(first);
            Times[name].Whole.Add(whole);
            Shared.Add(again);
        }
    }

    private async Task<(double First, double Whole)> OpenAsync(InboxQuery query, bool mayBeFew, bool isFirst, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var watch = inbox.Watch(query, 0, FirstWindows.Rows);
        var window = (await watch.NextAsync(cancellationToken)).Window;
        var first = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (!mayBeFew && window.Rows.Count != FirstWindows.Rows) throw new InvalidOperationException($"A saved view gave {window.Rows.Count} rows of {window.Total}.");
        // Whoever is first is told again when all is found.
        if (isFirst) window = (await watch.NextAsync(cancellationToken)).Window;
        if (window.Total is null) throw new InvalidOperationException("A saved view that was found is not counted.");
        return (first, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
