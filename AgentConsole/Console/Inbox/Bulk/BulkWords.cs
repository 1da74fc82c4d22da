using AgentConsole.Console.Ticket;
using AgentConsole.Tickets.Bulk;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Inbox.Bulk;

/// <summary>Says what a change does with each ticket.</summary>
internal static class BulkWords
{
    public static IReadOnlyList<string> Of(BulkChange change, TicketTerms terms, IStringLocalizer<Resources.InboxWords> words, NameBook names, Func<DateTimeOffset, string> at)
    {
        var lines = new List<string>();
        if (change.Text.Length > 0) lines.Add(words[change.IsNote ? "Bulk.Does.Note" : "Bulk.Does.Reply", TicketTerms.Apart(Common.Text.Preview(change.Text, 80))]);
        if (change.Status is { } status) lines.Add(words["Bulk.Does.Status", names.Status(change.StatusId) is { } own ? TicketTerms.Apart(own) : terms.Of(status)]);
        if (change.PriorityId is { } priority) lines.Add(words["Bulk.Does.Priority", names.Priority(priority) is { } level ? terms.Of(level) : $"#{priority}"]);
        if (change.AssigneeId is { } agent) lines.Add(agent == 0 ? words["Bulk.Does.Nobody"] : words["Bulk.Does.Assign", Name(names.Agent(agent), agent)]);
        if (change.TeamId is { } team) lines.Add(team == 0 ? words["Bulk.Does.NoTeam"] : words["Bulk.Does.Team", Name(names.Team(team), team)]);
        if (change.AddTagIds.Count > 0) lines.Add(words["Bulk.Does.AddTags", Tags(change.AddTagIds)]);
        if (change.RemoveTagIds.Count > 0) lines.Add(words["Bulk.Does.RemoveTags", Tags(change.RemoveTagIds)]);
        if (change.Snoozed is { } end) lines.Add(end.Until is { } until ? terms["Snooze.Until", at(until)] : terms["Snooze.UntilReply"]);
        if (change.Wakes) lines.Add(words["Bulk.Does.Wake"]);
        if (change.MergeIntoId is { } into) lines.Add(words["Bulk.Does.Merge", into]);
        return lines;

        string Tags(IReadOnlyList<long> ids) => string.Join(terms["List.Separator"], ids.Select(id => Name(names.Tag(id)?.Name, id)));
    }

    private static string Name(string? name, long id) => name is null ? $"#{id}" : TicketTerms.Apart(name);
}
