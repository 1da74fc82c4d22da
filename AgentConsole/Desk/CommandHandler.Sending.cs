using AgentConsole.Common;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Notices;
using AgentConsole.Tickets.Sending;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Desk;

// Replies that go out a moment after they were sent. The held row goes in the commit that brings the message, so it is sent once, whoever tries, however often.
public sealed partial class CommandHandler
{
    private async Task<Outcome<CommandResult>> HoldAsync(HoldReply command, Ticket ticket, DeskUnit unit)
    {
        if (await unit.Held.FindAsync(command.By.Id, command.ClientId) is { } there)
            return there.Text == command.Text ? new CommandResult(ticket, unit.Head, null, Repeated: true) : new Refusal("message.client_id_reused", command.ClientId);
        var reply = command.Reply;
        if ((CheckReferences(reply) ?? FieldChecks.Missing(reply, ticket, references.Fields())) is { } wrong) return wrong;
        var now = NowAfter(ticket, ticket);
        var files = await unit.Files.OfAsync(command.Attached);
        if (!files.Succeeded) return files.Refusal;
        if (Decide(reply, ticket, unit, now, files.Value) is { Succeeded: false } refused) return refused.Refusal;
        var due = now + options.UndoSend;
        unit.Append(ticket.Id, ticket, command.By, now, new ReplyHeld(due));
        unit.Held.Set(new HeldReply
        {
            AgentId = command.By.Id,
            ClientId = command.ClientId,
            AgentName = command.By.Name,
            TicketId = ticket.Id,
            Text = command.Text,
            Files = files.Value,
            Then = command.ThenStatus,
            ThenStatusId = command.ThenStatusId,
            Macro = command.Macro is { } macro ? macro with { Text = "" } : null,
            Version = ticket.Version,
            Seq = unit.Head,
            At = now,
            DueAt = due,
        });
        return new CommandResult(ticket, unit.Head, null, Repeated: false);
    }

    private async Task<Outcome<CommandResult>> SendHeldAsync(SendHeld command, Ticket ticket, DeskUnit unit)
    {
        if (await unit.Held.FindAsync(command.By.Id, command.ClientId) is not { } held) return new CommandResult(ticket, unit.Head, null, Repeated: true);
        if (!command.Anyway && !(held.DueAt <= time.Instant())) return new CommandResult(ticket, unit.Head, null, Repeated: true);
        if (ticket.MergedIntoId is not null) return HoldBack(held, await unit.HomeOfAsync(ticket), "ticket.merged", unit);
        if (!command.Anyway && ChangesSince.Meanwhile(await unit.JournalOfAsync(ticket.Id), held).Count > 0) return HoldBack(held, ticket, "ticket.changed", unit);
        var reply = new AgentReplies(command.By, ticket.Id, held.Text, held.ClientId, held.Then) { ThenStatusId = held.ThenStatusId, Attached = held.Attached };
        var sent = (CheckReferences(reply) ?? FieldChecks.Missing(reply, ticket, references.Fields())) is { } wrong ? wrong : await ApplyAsync(reply, ticket, unit);
        if (!sent.Succeeded) return command.Anyway ? sent : HoldBack(held, ticket, sent.Refusal.Code, unit);
        unit.Held.Remove(held);
        // Each for itself, as by hand: what can't be done any more is left out, and the words are out all the same.
        foreach (var act in held.Macro?.On(sent.Value.Ticket, command.By) ?? []) await HandleAsync(act, unit);
        return sent;
    }

    private async Task<Outcome<CommandResult>> TakeBackAsync(TakeBack command, Ticket ticket, DeskUnit unit)
    {
        if (await unit.Held.FindAsync(command.By.Id, command.ClientId) is not { } held) return new Refusal("reply.gone");
        // In the same commit: at no instant are the words nowhere.
        var draft = new StoredDraft(held.AgentId, ticket.Id, IsNote: false, held.Text, held.Then ?? TicketStatus.Pending, held.Version, held.Seq, time.Instant()) { ThenId = held.ThenStatusId, Files = held.Files };
        if (!await unit.Held.JoinAsync(draft)) return new Refusal("draft.full", Message.MaxLength);
        unit.Held.Remove(held);
        return new CommandResult(unit.Append(ticket.Id, ticket, command.By, NowAfter(ticket, ticket), new ReplyTakenBack()), unit.Head, null, Repeated: false);
    }

    private CommandResult HoldBack(HeldReply held, Ticket ticket, string code, DeskUnit unit)
    {
        var now = NowAfter(ticket, ticket);
        unit.Held.Set(held with { TicketId = ticket.Id, DueAt = null, Problem = code });
        ticket = unit.Append(ticket.Id, ticket, Actor.System, now, new ReplyHeldBack(code));
        unit.Notify(Audience.Agent(held.AgentId), new Notice { Seq = unit.Head, TicketId = ticket.Id, Kind = NoticeKind.NotSent, At = now });
        return new CommandResult(ticket, unit.Head, null, Repeated: false);
    }
}
