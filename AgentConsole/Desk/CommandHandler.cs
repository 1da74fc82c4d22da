using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Sending;
using AgentConsole.Tickets.Together;
using AgentConsole.Tickets.Merging;

namespace AgentConsole.Desk;

/// <summary>One command in one pass: load, decide, append, judge. Nothing is appended before everything that can be refused was.</summary>
public sealed partial class CommandHandler(DeskReferences references, DeskOptions options, TimeProvider time)
{
    private readonly Judge _judge = new(references);
    private readonly CustomerHandler _customers = new(new Judge(references));

    /// <summary>Before a commit's commands: makes sure that they are judged by policies at least as new as a number.</summary>
    public async ValueTask PrepareAsync(long slaBook)
    {
        if (references.ReadSla is { } read && references.Sla().Number < slaBook) await read();
    }

    public async Task<Outcome<CommandResult>> HandleAsync(TicketCommand command, DeskUnit unit)
    {
        if (MessageOf(command) is var (clientId, text) && clientId is not null)
        {
            if (Lifecycle.CheckClientId(clientId) is { } wrong) return wrong;
            if (await RepeatAsync(command, clientId, text, unit) is { } repeat) return repeat;
        }

        if (command is CustomerWrites writes) return await CustomerWritesAsync(writes, unit);
        if (command is AgentOpens opens) return await OpenAsync(opens, unit);
        if (command is CustomerCommand about) return await _customers.HandleAsync(about, unit, time.Instant());
        if (command is TakeNext next) return await TakeNextAsync(next, unit);
        if (command is RouteNext route) return await RouteNextAsync(route, unit);
        if (command is RearrangeCommand rearrange) return await RearrangeAsync(rearrange, unit);
        var existing = (ExistingTicketCommand)command;
        if (await unit.TicketAsync(existing.TicketId) is not { } ticket) return new Refusal("ticket.not_found", existing.TicketId);
        if (CheckReferences(command) is { } unknown) return unknown;
        if (command is HoldReply hold) return await HoldAsync(hold, ticket, unit);
        if (command is SendHeld send) return await SendHeldAsync(send, ticket, unit);
        if (command is TakeBack back) return await TakeBackAsync(back, ticket, unit);
        if (command is EndWrapUp done) return await EndWrapUpAsync(done, ticket, unit);
        if (command is Reroute reroute) return await RerouteAsync(reroute, ticket, unit);
        if (FieldChecks.Missing(command, ticket, references.Fields()) is { } missing) return missing;
        if (command is ChangeField change)
        {
            var stored = FieldChecks.Stored(change, references.Fields());
            if (!stored.Succeeded) return stored.Refusal;
            command = stored.Value;
        }

        return await ApplyAsync(command, ticket, unit);
    }

    private static (string? ClientId, string Text)? MessageOf(TicketCommand command) => command switch
    {
        CustomerWrites c => (c.ClientId, c.Text),
        AgentReplies c => (c.ClientId, c.Text),
        HoldReply c => (c.ClientId, c.Text),
        BotReplies c => (c.ClientId, c.Text),
        AddNote c => (c.ClientId, c.Text),
        Announce c => (c.ClientId, c.Text),
        HandOver c => (c.ClientId, c.Text),
        Escalate c => (c.ClientId, c.Text),
        AgentOpens c => (c.ClientId, c.First.Text),
        _ => null,
    };

    /// <summary>A client id that was stored before is answered as it was then; used for another text it is refused.</summary>
    private static async Task<Outcome<CommandResult>?> RepeatAsync(TicketCommand command, string clientId, string text, DeskUnit unit)
    {
        var by = command.By;
        if (command is CustomerWrites { Who: { } who } && by.Id == 0)
        {
            if (await unit.KnownCustomerAsync(who) is not { } known) return null;
            by = Actor.Customer(known.Id, known.Name);
        }

        if (await unit.MessageOfAsync(by, clientId) is not { } message) return null;
        if (message.Text != text || !(message.Files ?? []).Select(file => file.Key).SequenceEqual(command.Attached?.Keys ?? [], StringComparer.Ordinal)) return new Refusal("message.client_id_reused", clientId);
        return new CommandResult((await unit.TicketAsync(message.TicketId))!, message.Seq, message, Repeated: true);
    }

    private async Task<Outcome<CommandResult>> CustomerWritesAsync(CustomerWrites command, DeskUnit unit)
    {
        var now = time.Instant();
        if ((Lifecycle.CheckText(command.Text, command.Attached is { Keys.Count: > 0 }) ?? (command.Subject is null ? null : Lifecycle.CheckSubject(command.Subject)) ?? CheckReferences(command)
            ?? Lifecycle.CheckDeclared(command.Declared) ?? CheckClaims(command)
            ?? (command.Who is null ? null : CheckWho(command.Who))) is { } wrong) return wrong;
        var by = command.By;
        Customer? customer = null;
        if (by.Id == 0)
        {
            if (command.Who is null) return new Refusal("customer.unknown", 0);
            customer = await unit.CustomerOfAsync(command.Who, now);
            by = Actor.Customer(customer.Id, customer.Name);
        }
        else if (await unit.IsErasedAsync(by.Id))
        {
            return new Refusal("customer.unknown", by.Id);
        }

        Ticket? ticket;
        if (command.TicketId is { } id)
        {
            ticket = await unit.TicketAsync(id);
            // Another customer's ticket is as good as none: nobody learns that it is there.
            if (ticket is null || ticket.CustomerId != by.Id) return new Refusal("ticket.not_found", id);
            ticket = await unit.HomeOfAsync(ticket);
        }
        else
        {
            ticket = await ConversationAsync(by.Id, command.Channel, unit, now);
            if (ticket?.Status == TicketStatus.Spam) ticket = null;
        }

        if (ticket is not null && !LifeRules.NeedsFollowUp(ticket, now, options.ReopenWindow, references.LifeOf(ticket.TeamId))) return await ApplyAsync(command with { By = by }, ticket, unit);
        if (command.IsAutomatic) return new Refusal("message.automatic");
        if (customer is null && await unit.CustomerAsync(by.Id) is null) return new Refusal("customer.unknown", by.Id);
        return await OpenAsync(command with { By = by }, follows: ticket, unit, now);
    }

    private async Task<Outcome<CommandResult>> OpenAsync(CustomerWrites command, Ticket? follows, DeskUnit unit, DateTimeOffset now)
    {
        var files = await unit.Files.OfAsync(command.Attached);
        if (!files.Succeeded) return files.Refusal;
        var said = new MessageDraft(MessageKind.Public, command.Text, files.Value);
        var id = unit.OpenTicket();
        var subject = command.Subject ?? follows?.Subject ?? Text.Preview(said.Preview, 80);
        var opened = unit.Append(id, null, command.By, now, new TicketOpened(
            subject, command.Channel, command.By.Id, command.PriorityId ?? follows?.PriorityId ?? references.DefaultPriority(),
            command.TeamId ?? follows?.TeamId, command.SiteId ?? follows?.SiteId, follows?.Id, command.Declared ?? follows?.Declared));
        if (follows is { TagIds.Count: > 0 }) opened = unit.Append(id, opened, command.By, now, new TagsChanged(follows.TagIds, []));
        foreach (var (field, value) in follows?.Fields.All ?? []) opened = unit.Append(id, opened, command.By, now, new FieldChanged(field, null, value));
        opened = await ClaimAsync(command, opened, unit, now);
        if (command.Invited is { } invited) opened = await InviteAsync(opened, invited, unit, now);
        var ticket = unit.Append(id, opened, command.By, now, new CustomerWrote(unit.NextMessageId, said.Preview));
        var message = unit.AddMessage(ticket, said, command.By, now, command.ClientId, unit.Head);
        var isGiven = command.PriorityId is not null || follows is not null;
        ticket = await _judge.PrioritiseAsync(ticket, command.Text, isGiven, unit, now);
        ticket = await _judge.JudgeAsync(ticket, unit, now);
        if (command.Invited?.AgentId is { } asked && !Routing.IsGone(asked) && Known.Agent(asked) is not null)
            ticket = await _judge.JudgeAsync(Routing.Give(ticket, asked, "invited", null, RoutingActor.Value, unit, now), unit, now);
        var routed = await Routing.RouteAsync(ticket, except: null, unit, now);
        return new CommandResult(await JudgedAsync(ticket, routed, unit, now), unit.Head, message, Repeated: false);
    }

    private async Task<Outcome<CommandResult>> ApplyAsync(TicketCommand command, Ticket ticket, DeskUnit unit)
    {
        // Time never runs backwards within a ticket, whatever the clock of the machine does.
        var now = time.Instant();
        if (now < ticket.UpdatedAt) now = ticket.UpdatedAt;
        var files = await unit.Files.OfAsync(command.Attached);
        if (!files.Succeeded) return files.Refusal;
        var decided = Decide(command, ticket, unit, now, files.Value);
        if (!decided.Succeeded) return decided.Refusal;
        if (command is CustomerWrites { Invited: { } invited })
        {
            // Decided once more: what was said goes after it.
            ticket = await InviteAsync(ticket, invited, unit, now);
            decided = Decide(command, ticket, unit, now, files.Value);
            if (!decided.Succeeded) return decided.Refusal;
        }

        var before = ticket;
        (ticket, var message) = Append(ticket, decided.Value, command.By, MessageOf(command)?.ClientId, unit, now);
        if (decided.Value.Events.Count == 0 && command is not JudgeSla) return new CommandResult(ticket, unit.Head, null, Repeated: false);
        if (command is CustomerWrites { IsAutomatic: false } writes) ticket = await _judge.PrioritiseAsync(ticket, writes.Text, raisesOnly: true, unit, now);
        ticket = await _judge.JudgeAsync(ticket, unit, now);
        var routed = await Routing.FollowAsync(before, ticket, decided.Value.Events, command.By, unit, now);
        return new CommandResult(await JudgedAsync(ticket, routed, unit, now), unit.Head, message, Repeated: false);
    }

    private Refusal? CheckReferences(TicketCommand command) => command switch
    {
        ChangePriority c when !references.PriorityExists(c.PriorityId) => new Refusal("priority.unknown", c.PriorityId),
        CustomerWrites { PriorityId: { } priority } when !references.PriorityExists(priority) => new Refusal("priority.unknown", priority),
        CustomerWrites { TeamId: { } team } when !references.TeamExists(team) => new Refusal("team.unknown", team),
        AgentOpens { PriorityId: { } priority } when !references.PriorityExists(priority) => new Refusal("priority.unknown", priority),
        AgentOpens { TeamId: { } team } when !references.TeamExists(team) => new Refusal("team.unknown", team),
        AgentOpens { AssigneeId: { } agent } when !references.AgentExists(agent) => new Refusal("agent.unknown", agent),
        AgentOpens { TagIds: { } tags } when tags.FirstOrDefault(tag => !references.TagExists(tag)) is > 0 and var tag => new Refusal("tag.unknown", tag),
        ChangeStatus { StatusId: { } status } c when references.CategoryOf(status) != c.To => new Refusal("status.gone", status),
        AgentReplies { ThenStatusId: { } status } c when references.CategoryOf(status) != c.ThenStatus => new Refusal("status.gone", status),
        Assign { AgentId: { } agent } when !references.AgentExists(agent) => new Refusal("agent.unknown", agent),
        HandOver { AgentId: { } agent } when !references.AgentExists(agent) => new Refusal("agent.unknown", agent),
        HandOver { TeamId: { } team } when !references.TeamExists(team) => new Refusal("team.unknown", team),
        AssignTeam { TeamId: { } team } when !references.TeamExists(team) => new Refusal("team.unknown", team),
        ChangeTags c when c.Add.FirstOrDefault(tag => !references.TagExists(tag)) is > 0 and var tag => new Refusal("tag.unknown", tag),
        _ => null,
    };

    private static Refusal? CheckWho(NewCustomer who)
    {
        if (string.IsNullOrWhiteSpace(who.Name) || who.Name.Length > Customer.MaxNameLength || !Text.IsStorable(who.Name))
            return new Refusal("customer.name", Customer.MaxNameLength);
        if (string.IsNullOrWhiteSpace(who.Value) || who.Value.Length > CustomerIdentity.MaxValueLength || !Text.IsStorable(who.Value))
            return new Refusal("customer.identity", CustomerIdentity.MaxValueLength);
        return who.Email is null || (who.Email.Length <= CustomerIdentity.MaxValueLength && Text.IsStorable(who.Email))
            ? null
            : new Refusal("customer.email", CustomerIdentity.MaxValueLength);
    }
}
