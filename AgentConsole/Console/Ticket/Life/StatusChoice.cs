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

    /// <summary>What a macro, a reply or a change of many tickets may make of them: these statuses and the company's own in their categories.</summary>
    /// <param name="only">Own statuses are offered for these categories too, without the category's own.</param>
    public static IReadOnlyList<StatusChoice> Among(IReadOnlyList<TicketStatus> statuses, NameBook names, params IReadOnlyList<TicketStatus> only) =>
    [
        .. statuses.Concat(only).SelectMany(status => (IEnumerable<StatusChoice>)
        [
            .. only.Contains(status) ? Array.Empty<StatusChoice>() : [new StatusChoice(ValueOf(status, null), status, null, null)],
            .. names.Statuses.Where(own => own.Category == status && !own.IsRetired).Select(own => new StatusChoice(ValueOf(status, own.Id), status, own.Id, names.Status(own.Id))),
        ]),
    ];

    /// <summary>What a select carries; null for 'leave it'.</summary>
    public static (TicketStatus? Status, int? StatusId) Parse(string? value)
    {
        var parts = (value ?? "").Split('/');
        if (!Enum.TryParse<TicketStatus>(parts[0], out var status)) return default;
        return (status, parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var own) ? own : null);
    }

    public static string ValueOf(TicketStatus? status, int? own) => status is { } known ? ValueOf(known, own) : "";

    private static string ValueOf(TicketStatus status, int? own) => own is { } id ? $"{status}/{id.ToString(CultureInfo.InvariantCulture)}" : $"{status}";
}
