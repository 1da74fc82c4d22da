using AgentConsole.Tickets;
using AgentConsole.Tickets.Merging;

namespace AgentConsole.Console.Ticket.Merging;

/// <summary>What merging, splitting and linking did, as a person reads it.</summary>
internal static class RearrangedSentences
{
    /// <summary>Null for what is none of them.</summary>
    public static string? Of(TicketEvent happened, string who, TicketTerms terms) => happened switch
    {
        TicketMerged e => terms["History.Merged", who, e.IntoId],
        MergeUndone e => terms["History.MergeUndone", who, e.IntoId],
        TicketAbsorbed e => terms["History.Absorbed", who, e.FromId],
        AbsorptionUndone e => terms["History.AbsorptionUndone", who, e.FromId],
        MessagesSplitOff e => terms["History.SplitOff", who, e.ToId, e.MessageIds.Count],
        SplitOff e => terms["History.SplitFrom", who, e.FromId],
        SplitUndone e => terms["History.SplitUndone", who, e.ToId],
        SplitTakenBack e => terms["History.SplitTakenBack", who, e.IntoId],
        TicketLinked e => terms[$"History.Linked.{e.Link}", who, e.OtherId],
        TicketUnlinked e => terms["History.Unlinked", who, e.OtherId],
        _ => null,
    };
}
