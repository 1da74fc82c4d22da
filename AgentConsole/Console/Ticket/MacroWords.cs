using AgentConsole.Tickets.Macros;

namespace AgentConsole.Console.Ticket;

/// <summary>Says what a macro does besides writing.</summary>
public static class MacroWords
{
    /// <summary>A few words an action, in the order in which they are done.</summary>
    public static IEnumerable<string> Of(Macro macro, TicketTerms terms, NameBook names)
    {
        foreach (var tag in macro.AddTagIds) yield return terms["Macro.AddTag", TicketTerms.Apart(names.Tag(tag)?.Name ?? $"#{tag}")];
        foreach (var tag in macro.RemoveTagIds) yield return terms["Macro.RemoveTag", TicketTerms.Apart(names.Tag(tag)?.Name ?? $"#{tag}")];
        if (macro.PriorityId is { } priority) yield return terms["Macro.Priority", names.Priority(priority) is { } level ? terms.Of(level) : $"#{priority}"];
        if (macro.TeamId is { } team) yield return terms["Macro.Team", TicketTerms.Apart(names.Team(team) ?? $"#{team}")];
        if (macro.TakesTicket) yield return terms["Macro.Take"];
        if (macro.Status is { } status) yield return terms["Macro.Status", names.Status(macro.StatusId) is { } own ? TicketTerms.Apart(own) : terms.Of(status)];
    }
}
