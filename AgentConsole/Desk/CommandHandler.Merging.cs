using AgentConsole.Common;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Merging;

namespace AgentConsole.Desk;

// Two tickets in one transaction: merged, split, linked, and each taken back.
public sealed partial class CommandHandler
{
    private async Task<Outcome<CommandResult>> RearrangeAsync(RearrangeCommand command, DeskUnit unit)
    {
        if (await unit.TicketAsync(command.TicketId) is not { } ticket) return new Refusal("ticket.not_found", command.TicketId);
        if (command.ExpectedVersion is { } expected && expected != ticket.Version) return new Refusal("ticket.changed", ticket.Id, expected, ticket.Version);
        return command switch
        {
            MergeTicket c => await WithAsync(c.IntoId, unit, into => MergeAsync(c, ticket, into, unit)),
            UndoMerge c => ticket.MergedIntoId is { } into ? await WithAsync(into, unit, home => UndoMergeAsync(c, ticket, home, unit)) : new Refusal("merge.none", ticket.Id),
            SplitTicket c => await SplitAsync(c, ticket, unit),
            UndoSplit c => ticket.SplitFromId is { } from ? await WithAsync(from, unit, origin => UndoSplitAsync(c, ticket, origin, unit)) : new Refusal("split.none", ticket.Id),
            LinkTickets c => await WithAsync(c.OtherId, unit, other => LinkAsync(c, ticket, other, unit)),
            UnlinkTickets c => await WithAsync(c.OtherId, unit, other => Task.FromResult(Unlink(c, ticket, other, unit))),
            _ => throw new ArgumentException($"Nothing rearranges by {command.GetType().Name}.", nameof(command)),
        };
    }

    /// <summary>The customer's conversation on a channel: the newest ticket, or the one it was merged into; of a split one, the part that spoke to the customer last.</summary>
    private async Task<Ticket?> ConversationAsync(long customerId, TicketChannel channel, DeskUnit unit, DateTimeOffset now)
    {
        if (await unit.NewestOfAsync(customerId, channel) is not { } newest) return null;
        var ticket = await unit.HomeOfAsync(newest);
        while (ticket.SplitFromId is { } from && await unit.TicketAsync(from) is { } origin)
        {
            var home = await unit.HomeOfAsync(origin);
            if (home.Id == ticket.Id || ticket.LastReplySeq > home.LastReplySeq || LifeRules.NeedsFollowUp(home, now, options.ReopenWindow, references.LifeOf(home.TeamId))) break;
            ticket = home;
        }

        return ticket;
    }

    /// <summary>Does it with the other ticket, where there is one.</summary>
    private static async Task<Outcome<CommandResult>> WithAsync(long otherId, DeskUnit unit, Func<Ticket, Task<Outcome<CommandResult>>> work) =>
        await unit.TicketAsync(otherId) is { } other ? await work(other) : new Refusal("ticket.not_found", otherId);

    private async Task<Outcome<CommandResult>> MergeAsync(MergeTicket command, Ticket ticket, Ticket into, DeskUnit unit)
    {
        if (MergeRules.Merge(ticket, into) is { } wrong) return wrong;
        if (await unit.FamilySizeAsync(ticket.Id) + await unit.FamilySizeAsync(into.Id) > MergeRules.MaxFamily) return new Refusal("merge.too_many", into.Id, MergeRules.MaxFamily);
        var now = NowAfter(ticket, into);
        var waits = ticket.Status == TicketStatus.Spam ? null : ticket.WaitingSince;
        var merged = unit.Append(ticket.Id, ticket, command.By, now, new TicketMerged(into.Id));
        var absorbing = unit.Append(into.Id, into, command.By, now, new TicketAbsorbed(
            ticket.Id, ticket.MessageCount, waits, ticket.LastMessageAt, ticket.LastMessageBy, ticket.LastMessagePreview));
        await unit.Held.MoveDraftsAsync(ticket.Id, into.Id);
        await _judge.JudgeAsync(absorbing, unit, now);
        return new CommandResult(await _judge.JudgeAsync(merged, unit, now), unit.Head, null, Repeated: false);
    }

    private async Task<Outcome<CommandResult>> UndoMergeAsync(UndoMerge command, Ticket ticket, Ticket home, DeskUnit unit)
    {
        if (home.MergedIntoId is { } further) return new Refusal("merge.undo_target_first", home.Id, further);
        var (mine, theirs) = (await unit.JournalOfAsync(ticket.Id), await unit.JournalOfAsync(home.Id));
        var merge = mine.FindLastIndex(entry => entry.Event is TicketMerged or SplitTakenBack);
        if (mine[merge].Event is SplitTakenBack) return new Refusal("split.taken_back", ticket.Id, home.Id);
        var now = NowAfter(ticket, home);
        var sla = Before(mine, happened => happened is TicketMerged).Sla;
        var alone = unit.Append(ticket.Id, ticket, command.By, now, With(mine, new MergeUndone(home.Id, TicketTally.Of(ticket), sla), tally => new MergeUndone(home.Id, tally, sla)));
        var absorbed = Before(theirs, happened => happened is TicketAbsorbed e && e.FromId == ticket.Id).Sla.Escalated;
        var left = unit.Append(home.Id, home, command.By, now, With(theirs, new AbsorptionUndone(ticket.Id, TicketTally.Of(home), absorbed), tally => new AbsorptionUndone(ticket.Id, tally, absorbed)));
        await _judge.JudgeAsync(left, unit, now);
        return new CommandResult(await _judge.JudgeAsync(alone, unit, now), unit.Head, null, Repeated: false);
    }

    private async Task<Outcome<CommandResult>> SplitAsync(SplitTicket command, Ticket ticket, DeskUnit unit)
    {
        if (ticket.MergedIntoId is { } into) return new Refusal("ticket.merged", ticket.Id, into);
        if (ticket.Status == TicketStatus.Closed) return new Refusal("ticket.closed", ticket.Id);
        if (Lifecycle.CheckSubject(command.Subject) is { } wrong) return wrong;
        var all = await unit.MessagesOfAsync(ticket.Id);
        var first = all.FindIndex(message => message.Id == command.MessageId);
        if (first < 0) return new Refusal("message.not_found", command.MessageId, ticket.Id);
        var moved = command.AndWhatFollows ? all[first..] : [all[first]];
        if (moved.Count == all.Count) return new Refusal("split.all", ticket.Id);
        if (moved.Count > MergeRules.MaxSplit) return new Refusal("split.too_many", MergeRules.MaxSplit);

        var now = NowAfter(ticket, ticket);
        var journal = await unit.JournalOfAsync(ticket.Id);
        var told = MovedMessage.In(journal);
        var id = unit.OpenTicket();
        var part = unit.Append(id, null, command.By, now, new TicketOpened(
            command.Subject.Trim(), ticket.Channel, ticket.CustomerId, ticket.PriorityId, ticket.TeamId, ticket.SiteId, null, ticket.Declared));
        var begun = new SplitOff(ticket.Id, [.. moved.Select(message => told[message.Id])], moved[0].At, ticket.SeenByCustomerSeq, ticket.SeenByAgentSeq, TicketTally.Of(part));
        part = unit.Append(id, part, command.By, now, With(await unit.JournalOfAsync(id), begun, tally => begun with { Tally = tally }));
        if (ticket.TagIds.Count > 0) part = unit.Append(id, part, command.By, now, new TagsChanged(ticket.TagIds, []));
        if (part.LastReplySeq > 0) part = unit.Append(id, part, command.By, now, new StatusChanged(part.Status, part.IsAnswered ? TicketStatus.Pending : TicketStatus.Open, "split"));
        var gone = new MessagesSplitOff(id, [.. moved.Select(message => message.Id)], TicketTally.Of(ticket));
        var rest = unit.Append(ticket.Id, ticket, command.By, now, With(journal, gone, tally => gone with { Tally = tally }));
        unit.Move(moved, id);
        await _judge.JudgeAsync(rest, unit, now);
        return new CommandResult(await _judge.JudgeAsync(part, unit, now), unit.Head, null, Repeated: false);
    }

    private async Task<Outcome<CommandResult>> UndoSplitAsync(UndoSplit command, Ticket part, Ticket origin, DeskUnit unit)
    {
        if (part.MergedIntoId is { } into) return new Refusal("ticket.merged", part.Id, into);
        if (part.Status == TicketStatus.Closed) return new Refusal("ticket.closed", part.Id);
        if (origin.MergedIntoId is { } home) return new Refusal("merge.target_merged", origin.Id, home);
        if (origin.Status == TicketStatus.Closed) return new Refusal("merge.target_closed", origin.Id);
        var messages = await unit.MessagesOfAsync(part.Id);
        var split = (await unit.JournalOfAsync(part.Id)).Select(entry => entry.Event).OfType<SplitOff>().First();
        var isAsItWas = messages.Select(message => message.Id).Order().SequenceEqual(split.Messages.Select(message => message.MessageId).Order());
        if (!isAsItWas || await unit.FamilySizeAsync(part.Id) > 1) return new Refusal("split.went_on", part.Id, origin.Id);

        var now = NowAfter(part, origin);
        unit.Move(messages, origin.Id);
        var empty = unit.Append(part.Id, part, command.By, now, new SplitTakenBack(origin.Id));
        var journal = await unit.JournalOfAsync(origin.Id);
        var undone = new SplitUndone(part.Id, TicketTally.Of(origin), Before(journal, happened => happened is MessagesSplitOff e && e.ToId == part.Id).Sla.Escalated);
        var whole = unit.Append(origin.Id, origin, command.By, now, With(journal, undone, tally => undone with { Tally = tally }));
        await _judge.JudgeAsync(empty, unit, now);
        return new CommandResult(await _judge.JudgeAsync(whole, unit, now), unit.Head, null, Repeated: false);
    }

    private async Task<Outcome<CommandResult>> LinkAsync(LinkTickets command, Ticket ticket, Ticket other, DeskUnit unit)
    {
        var (children, others) = command.Kind == TicketLinkKind.Related ? (0, 0) : (await unit.ChildrenOfAsync(ticket.Id), await unit.ChildrenOfAsync(other.Id));
        if (MergeRules.Link(ticket, other, command.Kind, children > 0, others > 0) is { } wrong) return wrong;
        var parents = command.Kind == TicketLinkKind.ParentOf ? children : others;
        if (parents >= MergeRules.MaxChildren) return new Refusal("link.too_many", command.Kind == TicketLinkKind.ParentOf ? ticket.Id : other.Id, MergeRules.MaxChildren);
        if (IsLinked(ticket, other, command.Kind)) return new CommandResult(ticket, unit.Head, null, Repeated: false);
        var now = NowAfter(ticket, other);
        unit.Append(other.Id, other, command.By, now, new TicketLinked(ticket.Id, Mirror(command.Kind)));
        return new CommandResult(unit.Append(ticket.Id, ticket, command.By, now, new TicketLinked(other.Id, command.Kind)), unit.Head, null, Repeated: false);
    }

    private Outcome<CommandResult> Unlink(UnlinkTickets command, Ticket ticket, Ticket other, DeskUnit unit)
    {
        var now = NowAfter(ticket, other);
        foreach (var kind in Enum.GetValues<TicketLinkKind>().Where(kind => IsLinked(ticket, other, kind)).ToList())
        {
            other = unit.Append(other.Id, other, command.By, now, new TicketUnlinked(ticket.Id, Mirror(kind)));
            ticket = unit.Append(ticket.Id, ticket, command.By, now, new TicketUnlinked(other.Id, kind));
        }

        return new CommandResult(ticket, unit.Head, null, Repeated: false);
    }

    private static bool IsLinked(Ticket ticket, Ticket other, TicketLinkKind kind) => kind switch
    {
        TicketLinkKind.Related => ticket.RelatedIds.Contains(other.Id),
        TicketLinkKind.ChildOf => ticket.ParentId == other.Id,
        _ => other.ParentId == ticket.Id,
    };

    private static TicketLinkKind Mirror(TicketLinkKind kind) =>
        kind switch { TicketLinkKind.ChildOf => TicketLinkKind.ParentOf, TicketLinkKind.ParentOf => TicketLinkKind.ChildOf, _ => kind };

    /// <summary>The ticket as it was before the last event of a kind.</summary>
    private static Ticket Before(List<JournalEntry> journal, Predicate<TicketEvent> what) =>
        TicketHistory.Replay(journal.Take(journal.FindLastIndex(entry => what(entry.Event))))!;

    /// <summary>The event with the tally that its ticket's journal comes to once it is in it.</summary>
    private static TicketEvent With(IReadOnlyList<JournalEntry> journal, TicketEvent first, Func<TicketTally, TicketEvent> made)
    {
        var last = journal[^1];
        return made(TicketTally.Of(Rearranging.Derive([.. journal, last with { Seq = last.Seq + 1, Event = first }])));
    }

    // Time never runs backwards within a ticket.
    private DateTimeOffset NowAfter(Ticket one, Ticket other)
    {
        var now = time.Instant();
        return new[] { now, one.UpdatedAt, other.UpdatedAt }.Max();
    }
}
