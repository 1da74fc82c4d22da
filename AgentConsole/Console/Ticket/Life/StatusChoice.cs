using System.Globalization;
using AgentConsole.Tickets;

namespace AgentConsole.Console.Ticket.Life;

/// <summary>A status that can be chosen: a category's own, or one of the company's within it.</summary>
/// <param name="Value">As a select carries it.</param>
/// <param name="Name">Null where the category's word is meant.</param>
public sealed record StatusChoice(string Value, TicketStatus Status, int? StatusId, string? Name)
{
    public static string Of(Tickets.Ticket ticket) => ValueOf(ticket.Status, ticket.StatusId);

    /// <summary>What an agent may choose, and what it is: New and Closed are not an agent's to give, and a retired status is only kept.</summary>
    public static IReadOnlyList<StatusChoice> For(Tickets.Ticket ticket, NameBook names)
    {
        var choices = new List<StatusChoice>();
        foreach (var status in Enum.GetValues<TicketStatus>().Where(status => status == ticket.Status || status is not (TicketStatus.New or TicketStatus.Closed)))
        {
            choices.Add(new StatusChoice(ValueOf(status, null), status, null, null));
            foreach (var own in names.Statuses.Where(own => own.Category == status && (!own.IsRetired || own.Id == ticket.StatusId)))
                choices.Add(new StatusChoice(ValueOf(status, own.Id), status, own.Id, names.Status(own.Id)));
        }

        return choices;
    }

    private static string ValueOf(TicketStatus status, int? own) => own is { } id ? $"{status}/{id.ToString(CultureInfo.InvariantCulture)}" : $"{status}";
}
