using AgentConsole.Live;

namespace AgentConsole.Tickets;

/// <summary>A ticket's history as the journal stores it, there and back.</summary>
internal static class TicketJournal
{
    public static JournalRow Row(JournalEntry entry)
    {
        var (kind, kinds) = EventKinds.Of(entry.Event);
        return new JournalRow
        {
            Seq = entry.Seq,
            TicketId = entry.TicketId,
            At = entry.At,
            Kind = kind,
            Kinds = (long)kinds,
            ActorKind = (int)entry.Actor.Kind,
            ActorId = entry.Actor.Id,
            ActorName = entry.Actor.Name,
            Data = TicketJson.Write(entry.Event),
        };
    }

    public static JournalEntry Entry(JournalRow row) =>
        new(row.Seq, row.TicketId, row.At, new Actor((ActorKind)row.ActorKind, row.ActorId, row.ActorName), TicketJson.ReadEvent(row.Data));
}
