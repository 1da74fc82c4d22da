using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Tickets;

namespace AgentConsole.Desk;

// A ticket that an agent opens for a customer.
public sealed partial class CommandHandler
{
    private async Task<Outcome<CommandResult>> OpenAsync(AgentOpens command, DeskUnit unit)
    {
        var now = time.Instant();
        if ((command.Check() ?? CheckReferences(command) ?? (command.Who is null ? null : CheckWho(command.Who))) is { } wrong) return wrong;
        var files = await unit.Files.OfAsync(command.Attached);
        if (!files.Succeeded) return files.Refusal;
        command = command with { First = command.First with { Files = files.Value } };
        var customer = command.CustomerId is { } known ? await unit.CustomerAsync(known) : command.Who is { } who ? await unit.CustomerOfAsync(who, now) : null;
        if (customer is null or { ErasedAt: not null }) return new Refusal("customer.unknown", command.CustomerId ?? 0);
        var id = unit.OpenTicket();
        var opened = unit.Append(id, null, command.By, now, new TicketOpened(command.Subject, command.Channel, customer.Id, references.DefaultPriority(), command.TeamId, null, null));
        var (ticket, message) = Append(opened, command.Decide(unit.NextMessageId, opened.PriorityId), command.By, command.ClientId, unit, now);
        // An agent's own choice stands; without one the rules read the words as they read a customer's.
        if (command.PriorityId is null) ticket = await _judge.PrioritiseAsync(ticket, command.First.Text, raisesOnly: false, unit, now);
        ticket = await _judge.JudgeAsync(ticket, unit, now);
        var routed = await Routing.RouteAsync(ticket, except: null, unit, now);
        return new CommandResult(await JudgedAsync(ticket, routed, unit, now), unit.Head, message, Repeated: false);
    }

    /// <summary>What the customer was asked stands before what they say to it.</summary>
    private static async ValueTask<Ticket> InviteAsync(Ticket ticket, Invited invited, DeskUnit unit, DateTimeOffset now)
    {
        if (await unit.MessageOfAsync(invited.Actor, invited.Id) is not null) return ticket;
        var draft = new MessageDraft(MessageKind.Public, invited.Text);
        ticket = unit.Append(ticket.Id, ticket, invited.Actor, now, new BotReplied(unit.NextMessageId, draft.Preview));
        unit.AddMessage(ticket, draft, invited.Actor, now, invited.Id, unit.Head);
        return ticket;
    }

    /// <summary>Appends what was decided; the message stands right after the event that tells of it, which is the first.</summary>
    private static (Ticket Ticket, Message? Message) Append(Ticket ticket, Decision decided, Actor by, string? clientId, DeskUnit unit, DateTimeOffset now)
    {
        Message? message = null;
        foreach (var what in decided.Events)
        {
            ticket = unit.Append(ticket.Id, ticket, by, now, what);
            Escalating.TellAssignee(what, ticket, by, unit, now);
            Telling.Of(what, ticket, by, unit, now);
            if (message is null && decided.Message is { } draft) message = unit.AddMessage(ticket, draft, by, now, clientId, unit.Head);
        }

        return (ticket, message);
    }
}
