using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Views;

namespace AgentConsole.Demo;

/// <summary>The fields and the saved views of the demonstration's company.</summary>
internal static class DemoViews
{
    public const string OrderNumber = "Order number";

    /// <summary>Every third ticket has an order number.</summary>
    private const int OneOf = 3;

    private static readonly FieldTest NotResolved = new(ConditionField.Status, ConditionOperator.AnyOf, [nameof(TicketStatus.New), nameof(TicketStatus.Open), nameof(TicketStatus.Pending), nameof(TicketStatus.OnHold)]);

    public static IReadOnlyList<TicketField> Fields { get; } =
    [
        new TicketField
        {
            Name = OrderNumber,
            Help = "It begins with A- and stands in the confirmation mail.",
            Words = new Dictionary<string, FieldLabel>(StringComparer.Ordinal)
            {
                ["ar"] = new("رقم الطلب", "يبدأ بـ A- وتجده في رسالة التأكيد."),
                ["sl"] = new("Številka naročila", "Začne se z A- in je v potrditvenem sporočilu."),
            },
        },
        new TicketField { Name = "Product", Kind = FieldKind.Choice, Choices = [new(0, "Tents"), new(0, "Clothing"), new(0, "Shoes"), new(0, "Other")] },
        new TicketField { Name = "Refund amount", Kind = FieldKind.Number },
    ];

    public static IReadOnlyList<SavedView> Views(IReadOnlyList<TicketField> fields, IReadOnlyList<Team> teams)
    {
        var order = fields.FirstOrDefault(field => field.Name == OrderNumber)?.Id;
        return
        [
            new SavedView
            {
                Name = "Gold and VIP, unanswered",
                When = new AllOf([NotResolved, new FieldTest(ConditionField.Replied, ConditionOperator.AnyOf, ["false"]), new AnyOf([
                    new FieldTest(ConditionField.Tier, ConditionOperator.AnyOf, [nameof(CustomerTier.Gold), nameof(CustomerTier.Platinum)]), new FieldTest(ConditionField.Vip, ConditionOperator.AnyOf, ["true"])])]),
                Order = InboxOrder.Weighted,
            },
            new SavedView { Name = "Waiting over an hour", When = new AllOf([NotResolved, new FieldTest(ConditionField.Waiting, ConditionOperator.LongerThan, ["01:00:00"])]), Columns = ["waiting", "team", "status"], Position = 1 },
            .. teams.Take(1).Select(team => new SavedView
            {
                Name = "With an order number",
                Scope = ViewScope.Team,
                ScopeId = team.Id,
                When = new AllOf([NotResolved, new FieldTest(ConditionField.CustomText, ConditionOperator.Contains, ["A-"], FieldId: order)]),
                Columns = order is { } id ? [ViewColumns.OfField(id), "status"] : [],
            }),
        ];
    }

    /// <summary>What is filled in, after the stories were told.</summary>
    public static IEnumerable<TicketCommand> Filled(int tickets, IReadOnlyList<TicketField> fields, Actor by) =>
        fields.FirstOrDefault(field => field.Name == OrderNumber) is { } order
            ? Enumerable.Range(1, tickets).Where(id => id % OneOf == 0).Select(id => new ChangeField(by, id, order.Id, FormattableString.Invariant($"A-{10_400 + id}")))
            : [];
}
