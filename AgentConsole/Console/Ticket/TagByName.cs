using AgentConsole.Common;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Tags;

namespace AgentConsole.Console.Ticket;

/// <summary>A tag as somebody writes it: the one of that name, whatever its case, or a new one.</summary>
internal static class TagByName
{
    public static async Task<Outcome<Tag>> FindOrMakeAsync(TicketCatalog catalog, string name, CancellationToken cancellationToken)
    {
        if (TagRules.NameProblem(name) is { } wrong) return wrong;
        return catalog.Tags.FirstOrDefault(known => string.Equals(known.Name, name.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? await catalog.AddTagAsync(name, cancellationToken: cancellationToken);
    }
}
