using AgentConsole.Console.Controls;
using AgentConsole.Console.Ticket;
using AgentConsole.People;
using AgentConsole.Resources;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Views;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Views;

/// <summary>What a saved view has its rows tell, as one line: 'Open · Orders · created 2 Mar 10:00'.</summary>
public sealed class RowTelling(
    IStringLocalizer<InboxWords> words, IStringLocalizer<Shared> shared, TicketTerms terms, TicketCatalog catalog, AgentDirectory people, FieldCatalog fields, ViewerZone zone, TimeProvider time)
{
    private const string Between = " · ";

    public Func<InboxRow, string> Of(IReadOnlyList<string> columns) =>
        row => string.Join(Between, columns.Select(column => Say(column, row)).Where(said => said.Length > 0));

    /// <summary>What a column is called.</summary>
    public string NameOf(string column) => ViewColumns.FieldOf(column) is { } id ? fields.Field(id)?.Name ?? $"#{id}" : words[$"Column.{column}"];

    private string Say(string column, InboxRow row) => column switch
    {
        "status" => shared.Of(row.Status),
        "priority" => shared.Of(catalog.Priority(row.PriorityId)),
        "channel" => shared.Of(row.Channel),
        "team" => row.TeamId is { } team ? TicketTerms.Apart(people.Team(team)?.Name ?? $"#{team}") : "",
        "assignee" => row.AssigneeId is { } agent ? TicketTerms.Apart(people.Agent(agent)?.Name ?? $"#{agent}") : "",
        "tags" => string.Join(", ", row.TagIds.Ids.Select(catalog.Tag).OfType<Tag>().Select(tag => TicketTerms.Apart(tag.Name))),
        "created" => Named(column, At(row.CreatedAt)),
        "updated" => Named(column, At(row.LastMessageAt)),
        "waiting" => row.WaitingSince is { } since ? Named(column, At(since)) : "",
        _ => Own(column, row),
    };

    private string Own(string column, InboxRow row)
    {
        if (ViewColumns.FieldOf(column) is not { } id || fields.Field(id) is not { } field || row.Fields[id] is not { } value) return "";
        return words["Column.Says", TicketTerms.Apart(field.Name), TicketTerms.Apart(FieldWords.Of(field, value, terms["Fields.Yes"], terms["Fields.No"]))];
    }

    private string Named(string column, string value) => words["Column.Says", words[$"Column.{column}"].Value, value];

    private string At(DateTimeOffset at) => TicketTerms.Apart(zone.Short(at, time.GetUtcNow()));
}
