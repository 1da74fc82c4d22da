using System.Collections.Frozen;
using System.Globalization;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Console.Inbox;

/// <summary>What the inbox shows, as its URL says it: view, order and open ticket. What is not said, or not understood, is the default.</summary>
public sealed record InboxAddress(InboxView View, InboxOrder Order, long? TicketId)
{
    public const InboxView DefaultView = InboxView.AllOpen;

    private const char SavedPrefix = 'v';

    /// <summary>The saved view that is shown; null where it is one of the default ones.</summary>
    public long? SavedId { get; init; }

    /// <summary>The order that a view opens in, which the address need not say.</summary>
    public InboxOrder Usual { get; init; } = InboxOrder.PriorityThenDue;

    private static readonly (InboxView View, string Name)[] _views =
    [
        (InboxView.Mine, "mine"), (InboxView.Unassigned, "unassigned"), (InboxView.MyTeams, "teams"), (InboxView.AllOpen, "open"),
        (InboxView.AtRisk, "at-risk"), (InboxView.Breached, "breached"), (InboxView.Waiting, "waiting"), (InboxView.Snoozed, "snoozed"), (InboxView.Resolved, "resolved"),
    ];

    private static readonly (InboxOrder Order, string Name)[] _orders =
        [(InboxOrder.PriorityThenDue, "priority"), (InboxOrder.DueNext, "due"), (InboxOrder.Newest, "newest"), (InboxOrder.Weighted, "weighted")];

    private static readonly FrozenDictionary<string, InboxView> _viewOf = _views.ToFrozenDictionary(v => v.Name, v => v.View, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, InboxOrder> _orderOf = _orders.ToFrozenDictionary(o => o.Name, o => o.Order, StringComparer.Ordinal);
    private static readonly FrozenDictionary<InboxView, string> _nameOf = _views.ToFrozenDictionary(v => v.View, v => v.Name);

    public static IReadOnlyList<InboxView> Views { get; } = [.. _views.Select(v => v.View)];

    public static IReadOnlyList<InboxOrder> Orders { get; } = [.. _orders.Select(o => o.Order)];

    /// <param name="usualOf">The order that a saved view opens in.</param>
    public static InboxAddress Parse(string? view, string? order, long? ticketId, Func<long, InboxOrder>? usualOf = null)
    {
        long? saved = view is [SavedPrefix, .. var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        var usual = saved is { } known && usualOf is not null ? usualOf(known) : InboxOrder.PriorityThenDue;
        return new InboxAddress(view is not null && _viewOf.TryGetValue(view, out var one) ? one : DefaultView, order is not null && _orderOf.TryGetValue(order, out var by) ? by : usual, ticketId)
        {
            SavedId = saved,
            Usual = usual,
        };
    }

    /// <summary>One of the default views, in the order that was chosen.</summary>
    public InboxAddress To(InboxView view) => new(view, Order == Usual ? InboxOrder.PriorityThenDue : Order, null);

    /// <summary>A saved view, in the order it opens in.</summary>
    public static InboxAddress ToSaved(long id, InboxOrder usual) => new(DefaultView, usual, null) { SavedId = id, Usual = usual };

    public static string Name(InboxView view) => _nameOf[view];

    /// <summary>The part after the path, empty where everything is the default: the same for all rows of a list.</summary>
    public string Query
    {
        get
        {
            var view = SavedId is { } id ? $"view={SavedPrefix}{id}" : View == DefaultView ? null : $"view={Name(View)}";
            var order = Order == Usual ? null : $"order={_orders.First(o => o.Order == Order).Name}";
            return (view, order) switch
            {
                (null, null) => "",
                (_, null) => $"?{view}",
                (null, _) => $"?{order}",
                _ => $"?{view}&{order}",
            };
        }
    }

    public override string ToString() => TicketId is { } id ? $"/inbox/{id}{Query}" : $"/inbox{Query}";
}
