using AgentConsole.Common;
using AgentConsole.Tickets;

namespace AgentConsole.Console.Ticket;

/// <summary>A tag as somebody writes it: the one of that name, whatever its case, or a new one.</summary>
internal static class TagByName
{
    public static async Task<Outcome<Tag>> FindOrMakeAsync(TicketCatalog catalog, string name, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > TicketCatalog.MaxTagLength || !Text.IsStorable(name)) return new Refusal("tag.name", TicketCatalog.MaxTagLength);
        return catalog.Tags.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? await catalog.AddTagAsync(name, cancellationToken: cancellationToken);
    }
}
