using System.Globalization;
using AgentConsole.Console.Conditions;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Views;

namespace AgentConsole.Console.Views;

/// <summary>A saved view while a person makes it.</summary>
public sealed class ViewForm(SavedView view)
{
    private static readonly string[] NotResolved = [nameof(TicketStatus.New), nameof(TicketStatus.Open), nameof(TicketStatus.Pending), nameof(TicketStatus.OnHold)];

    public string Name { get; set; } = view.Name;

    /// <summary><c>me</c>, <c>all</c> or a team's id.</summary>
    public string Whose { get; set; } = view.Scope switch
    {
        ViewScope.All => "all",
        ViewScope.Team => view.ScopeId.ToString(CultureInfo.InvariantCulture),
        _ => "me",
    };

    public InboxOrder Order { get; set; } = view.Order;

    public int Position { get; set; } = view.Position;

    public List<string> Columns { get; } = [.. view.Columns];

    public DraftGroup When { get; } = DraftGroup.Of(view.When);

    /// <summary>What the draft asks for now.</summary>
    public Condition Condition => When.ToCondition() ?? new AllOf([]);

    /// <summary>A new view of an agent's own: what is not resolved, which everybody begins with.</summary>
    public static SavedView New(long agentId, InboxOrder order) => new()
    {
        Name = "",
        Scope = ViewScope.Personal,
        ScopeId = agentId,
        Order = order,
        When = new AllOf([new FieldTest(ConditionField.Status, ConditionOperator.AnyOf, NotResolved)]),
    };

    public void Tick(string column, bool on)
    {
        Columns.Remove(column);
        if (on) Columns.Add(column);
    }

    /// <param name="agentId">Who makes it.</param>
    public SavedView Wish(long agentId)
    {
        var (scope, id) = Whose switch { "me" => (ViewScope.Personal, agentId), "all" => (ViewScope.All, 0L), var team => (ViewScope.Team, long.Parse(team, CultureInfo.InvariantCulture)) };
        return view with { Name = Name, Scope = scope, ScopeId = id, Order = Order, Position = Position, Columns = [.. Columns], When = Condition };
    }
}
