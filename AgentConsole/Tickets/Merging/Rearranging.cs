using AgentConsole.Tickets.Life;

namespace AgentConsole.Tickets.Merging;

/// <summary>What merging, splitting and linking make of a ticket: the part of the fold that is theirs.</summary>
internal static class Rearranging
{
    /// <summary>The ticket after one of these events; null where it is none of them.</summary>
    public static Ticket? Apply(Ticket before, Ticket ticket, JournalEntry entry) => entry.Event switch
    {
        TicketMerged e => Closed(ticket, entry.At, e.IntoId),
        MergeUndone e => e.Tally.On(ticket) with { MergedIntoId = null, Sla = e.Sla },
        TicketAbsorbed e => Absorbed(ticket, entry, e),
        AbsorptionUndone e => Reminded(e.Tally.On(ticket), e.Escalated),
        MessagesSplitOff e => e.Tally.On(ticket),
        SplitUndone e => Reminded(e.Tally.On(ticket), e.Escalated),
        SplitOff e => e.Tally.On(Begun(ticket, e)),
        SplitTakenBack e => Closed(ticket, entry.At, e.IntoId) with
        {
            MessageCount = 0,
            LastMessagePreview = "",
            LastCustomerSeq = 0,
            LastReplySeq = 0,
            WaitingSince = null,
        },
        // A link changes nothing that a person decides on: neither the version nor the instant of the last change.
        TicketLinked { Link: TicketLinkKind.Related } e => before with { RelatedIds = [.. before.RelatedIds.Append(e.OtherId).Distinct().Order()] },
        TicketLinked { Link: TicketLinkKind.ChildOf } e => before with { ParentId = e.OtherId },
        TicketUnlinked { Link: TicketLinkKind.Related } e => before with { RelatedIds = [.. before.RelatedIds.Where(id => id != e.OtherId)] },
        TicketUnlinked { Link: TicketLinkKind.ChildOf } => before with { ParentId = null },
        TicketLinked or TicketUnlinked => before,
        _ => null,
    };

    /// <summary>
    /// What a ticket comes to by its journal, as if what was taken back had never been, and without the messages that were split off: the same for every way that leads there.
    /// Its agreement's standing is not worked out.
    /// </summary>
    public static Ticket Derive(IReadOnlyList<JournalEntry> journal)
    {
        var (undone, moved) = Gone(journal);
        Ticket? ticket = null;
        foreach (var entry in journal)
        {
            if (undone.Contains(entry.Seq)) continue;
            switch (entry.Event)
            {
                case MergeUndone or AbsorptionUndone or MessagesSplitOff or SplitUndone:
                    continue;
                case SplitOff split:
                    ticket = Begun(ticket!, split);
                    foreach (var message in split.Messages.Where(message => !moved.Contains(message.MessageId))) ticket = TicketHistory.Apply(ticket, message.In(entry.TicketId));
                    continue;
                case CustomerWrote { MessageId: var id } when moved.Contains(id):
                case AgentReplied { MessageId: var reply } when moved.Contains(reply):
                case BotReplied { MessageId: var automatic } when moved.Contains(automatic):
                case NoteAdded { MessageId: var note } when moved.Contains(note):
                    continue;
                case CustomerReminded { MessageId: var reminder } when moved.Contains(reminder):
                    continue;
                // It was another one while something was merged that is not any more.
                case StatusChanged changed when changed.To == ticket!.Status && changed.From != changed.To:
                    ticket = TicketHistory.Apply(ticket, entry with { Event = changed with { From = changed.To } });
                    continue;
                default:
                    ticket = TicketHistory.Apply(ticket, entry);
                    continue;
            }
        }

        return ticket ?? throw new InvalidOperationException("A ticket without a journal comes to nothing.");
    }

    /// <summary>The rows that were taken back since, and the messages that are elsewhere now.</summary>
    private static (HashSet<long> Undone, HashSet<long> Moved) Gone(IReadOnlyList<JournalEntry> journal)
    {
        var undone = new HashSet<long>();
        var merges = new Dictionary<long, long>();
        var splits = new Dictionary<long, MessagesSplitOff>();
        foreach (var entry in journal)
        {
            switch (entry.Event)
            {
                case TicketMerged:
                    // A ticket is merged into one other at a time.
                    merges[0] = entry.Seq;
                    break;
                case MergeUndone when merges.Remove(0, out var merged):
                    undone.Add(merged);
                    break;
                case TicketAbsorbed e:
                    merges[e.FromId] = entry.Seq;
                    break;
                case AbsorptionUndone e when merges.Remove(e.FromId, out var absorbed):
                    undone.Add(absorbed);
                    break;
                case MessagesSplitOff e:
                    splits[e.ToId] = e;
                    break;
                case SplitUndone e:
                    splits.Remove(e.ToId);
                    break;
            }
        }

        return (undone, [.. splits.Values.SelectMany(split => split.MessageIds)]);
    }

    private static Ticket Closed(Ticket ticket, DateTimeOffset at, long into) => Awake(ticket) with
    {
        Status = TicketStatus.Closed,
        StatusId = null,
        Statuses = [.. ticket.Statuses, new StatusSpan(TicketStatus.Closed, at)],
        ClosedAt = at,
        MergedIntoId = into,
        Sla = TicketTally.Without(ticket.Sla, target => target.EndedAt is null) with { Escalated = null, EscalateAt = null },
        Version = ticket.Version + 1,
    };

    /// <summary>A customer who waits there waits here from now on, as if they had just written; one who waits here already goes on waiting.</summary>
    private static Ticket Absorbed(Ticket ticket, JournalEntry entry, TicketAbsorbed e)
    {
        var after = ticket with { MessageCount = ticket.MessageCount + e.Messages, Version = ticket.Version + 1 };
        if (e.Messages > 0 && e.LastMessageAt > ticket.LastMessageAt)
            after = after with { LastMessageAt = e.LastMessageAt, LastMessageBy = e.LastMessageBy, LastMessagePreview = e.LastMessagePreview };
        if (e.WaitingSince is not { } since) return after;
        after = Awake(after) with { LastCustomerSeq = entry.Seq, WaitingSince = ticket.WaitingSince ?? since };
        if (ticket.Status is not (TicketStatus.Pending or TicketStatus.OnHold or TicketStatus.Resolved)) return after;
        return after with { Status = TicketStatus.Open, StatusId = null, Ending = TicketEnding.None, Statuses = [.. ticket.Statuses, new StatusSpan(TicketStatus.Open, entry.At)], ResolvedAt = null };
    }

    /// <summary>A promise that is back has its steps behind it.</summary>
    private static Ticket Reminded(Ticket ticket, IReadOnlyList<EscalationTaken>? taken) =>
        taken is null ? ticket : ticket with { Sla = ticket.Sla with { Escalated = [.. taken.Union(ticket.Sla.Escalated ?? [])] } };

    /// <summary>Neither snoozed nor silent.</summary>
    private static Ticket Awake(Ticket ticket) => ticket with { IsSnoozed = false, SnoozedUntil = null, RestsSince = null, IsReminded = false };

    private static Ticket Begun(Ticket ticket, SplitOff e) => ticket with
    {
        SplitFromId = e.FromId,
        CreatedAt = e.Since,
        Statuses = [ticket.Statuses[0] with { From = e.Since }, .. ticket.Statuses.Skip(1)],
        SeenByCustomerSeq = e.SeenByCustomerSeq,
        SeenByAgentSeq = e.SeenByAgentSeq,
    };
}
