using AgentConsole.Channels.Chat.Before;
using AgentConsole.Channels.Chat.Watching;
using AgentConsole.Common;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Sites.Invitations;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Life;

namespace AgentConsole.Channels.Chat;

/// <summary>What a greeted visitor can do. No method names a ticket or a visitor: a connection reaches its own conversation and no other.</summary>
internal sealed class ChatDoor(Desk.Desk desk, SiteDirectory sites, ChatRooms rooms, ChatHistory history, ConversationLimits limits, ChatIdentities identities, ChatEntry entry, PastConversations past, LifeCatalog life, LiveSignals signals, ChatDrain drain,
    InvitationKeys invitations, InviteCounts counts, TimeProvider time)
{
    /// <summary>Typing that comes more often is dropped: nobody sees the difference.</summary>
    private static readonly TimeSpan TypingPace = TimeSpan.FromMilliseconds(500);

    public async Task<Outcome<SendReply>> SendAsync(ChatSession session, ChatRoom room, SendRequest request, CancellationToken cancellationToken)
    {
        if (drain.IsStopping) return new Refusal("chat.stopping");
        // The site as it is now: it may have been closed or given to another team since the greeting.
        if (await sites.FindAsync(room.Site.Site.Key, cancellationToken) is not { } site) return new Refusal("chat.site_unknown");
        if (!session.MayUse(site)) return new Refusal("chat.origin_foreign", session.Origin!);
        if (!room.Messages.TryTake(out var wait)) return new Refusal("chat.too_fast", (int)Math.Ceiling(wait.TotalMilliseconds));
        var filled = entry.Fill(Command(site.Site, session, room, request), site, room, request.About, session.Language);
        if (!filled.Succeeded) return filled.Refusal;
        if (room.State.BeginsAnew && limits.Take(session.Address, site.Site.Key) is { } tooMany) return tooMany;
        var invited = invitations.Read(request.Invitation, site.Site.Key);
        var command = filled.Value with { Invited = invited?.Invited };
        var outcome = await desk.ExecuteAsync(command, cancellationToken);
        // A site whose team is gone still has visitors: their messages go to nobody's queue rather than nowhere.
        if (outcome.Refusal?.Code == "team.unknown") outcome = await desk.ExecuteAsync(command with { TeamId = null }, cancellationToken);
        // Erased while the window was open: whoever writes on is somebody new.
        if (outcome.Refusal?.Code == "customer.unknown") outcome = await desk.ExecuteAsync(Anew(command, session, room), cancellationToken);
        if (!outcome.Succeeded) return outcome.Refusal;

        var (ticket, message) = (outcome.Value.Ticket, outcome.Value.Message!);
        var isFirst = room.CustomerId is null;
        if (room.CustomerId != ticket.CustomerId) room.Know(ticket.CustomerId, message.AuthorName);
        if (isFirst && room.Person is { } person) await identities.KnownAsync(person, ticket.CustomerId, message.AuthorName);
        var before = room.State.TicketId;
        rooms.See(room, RoomTicket.Of(ticket, life), byWriting: true);
        if (before != room.State.TicketId) rooms.TellPage(room);
        session.Acknowledged(message.Seq);
        entry.Wrote(room, command);
        if (invited is { } used && !outcome.Value.Repeated && invitations.TryUse(used.Invited)) counts.Add(site.Site.Id, used.RuleId, InviteFate.Wrote);
        return new SendReply(request.ClientId, message.Seq, message.At, ticket.Id);
    }

    public async Task<Outcome<DoneReply>> SeenAsync(ChatSession session, ChatRoom room, long upTo, CancellationToken cancellationToken)
    {
        if (room.State.TicketId is not { } ticketId || room.CustomerId is not { } customerId) return new DoneReply();
        if (upTo > session.KnowsUpTo) return new Refusal("chat.sequence_unknown", upTo);
        if (upTo <= room.State.SeenByCustomer) return new DoneReply();
        var outcome = await desk.ExecuteAsync(new MarkSeen(Actor.Customer(customerId, room.CustomerName), ticketId, upTo), cancellationToken);
        if (!outcome.Succeeded) return outcome.Refusal;
        rooms.See(room, RoomTicket.Of(outcome.Value.Ticket, life));
        return new DoneReply();
    }

    /// <summary>Solved, or not yet.</summary>
    public Task<Outcome<DoneReply>> JudgeAsync(ChatRoom room, bool isSolved, CancellationToken cancellationToken) =>
        SayAsync(room, (customer, ticketId) => new CustomerJudges(customer, ticketId, isSolved), cancellationToken);

    public Task<Outcome<DoneReply>> RateAsync(ChatRoom room, RateRequest request, CancellationToken cancellationToken) => SayAsync(
        room, (customer, ticketId) => new RateResolution(customer, ticketId, request.Score, request.Comment, DateTimeOffset.FromUnixTimeMilliseconds(request.Resolution)), cancellationToken, request.TicketId);

    /// <param name="about">Which of the visitor's conversations; null for the one that goes on.</param>
    private async Task<Outcome<DoneReply>> SayAsync(ChatRoom room, Func<Actor, long, TicketCommand> command, CancellationToken cancellationToken, long? about = null)
    {
        if (drain.IsStopping) return new Refusal("chat.stopping");
        if (room.State.TicketId is not { } current || room.CustomerId is not { } customerId) return new Refusal("score.not_asked");
        var ticketId = about ?? current;
        // An earlier one may have been held as another part of the person.
        if (ticketId != current && await past.CustomerOfAsync(room, ticketId, cancellationToken) is var owner)
        {
            if (owner is null) return new Refusal("ticket.not_found", ticketId);
            customerId = owner.Value;
        }

        if (!room.Messages.TryTake(out var wait)) return new Refusal("chat.too_fast", (int)Math.Ceiling(wait.TotalMilliseconds));
        var outcome = await desk.ExecuteAsync(command(Actor.Customer(customerId, room.CustomerName), ticketId), cancellationToken);
        if (!outcome.Succeeded) return outcome.Refusal;
        rooms.See(room, RoomTicket.Of(outcome.Value.Ticket, life));
        return new DoneReply();
    }

    public async Task<Outcome<DoneReply>> TypingAsync(ChatSession session, ChatRoom room, TypingRequest typing, CancellationToken cancellationToken)
    {
        if (room.State.TicketId is not { } ticketId || room.CustomerId is not { } customerId) return new DoneReply();
        if (typing.On && session.LastTypingAt != 0 && time.GetElapsedTime(session.LastTypingAt) < TypingPace) return new DoneReply();
        session.LastTypingAt = typing.On ? time.GetTimestamp() : 0;
        // The site as it is now: what it does not want read is not passed on, whatever a client that has not heard of that says.
        var isRead = typing is { On: true, Text.Length: > 0 } && await sites.FindAsync(room.Site.Site.Key, cancellationToken) is { Site.Look.ShowsTyping: true };
        signals.Publish($"ticket:{ticketId}", "typing.customer", new TypingSignal(customerId, room.CustomerName, typing.On, isRead ? typing.Text : null).Write());
        return new DoneReply();
    }

    public async Task<Outcome<PageReply>> BeforeAsync(ChatRoom room, long seq, CancellationToken cancellationToken) =>
        await history.BeforeAsync(room.TicketIds, seq, cancellationToken);

    private static CustomerWrites Anew(CustomerWrites command, ChatSession session, ChatRoom room)
    {
        var who = Stranger(session, room);
        return command with { By = Actor.Customer(0, who.Name), Who = who };
    }

    /// <summary>Somebody who has not written before.</summary>
    private static NewCustomer Stranger(ChatSession session, ChatRoom room) => new(
        IdentityKind.Visitor, room.VisitorId, room.Person?.Name ?? ChatWords.Say("VisitorName", session.Language, room.VisitorId[..4].ToUpperInvariant()), room.Person?.Email,
        Language: session.Language);

    /// <summary>Names no ticket: the Desk knows the conversation that goes on, and whether a new one begins.</summary>
    private static CustomerWrites Command(Site site, ChatSession session, ChatRoom room, SendRequest request)
    {
        var who = room.CustomerId is null ? Stranger(session, room) : null;
        return new CustomerWrites(
            Actor.Customer(room.CustomerId ?? 0, who?.Name ?? room.CustomerName), TicketChannel.Chat, request.Text, request.ClientId,
            TeamId: site.TeamId, SiteId: site.Id, Who: who, Declared: request.Declared)
        {
            Attached = request.Files is null ? null : new AttachedFiles(FileOwner.Visitor(room.VisitorId), request.Files),
        };
    }
}
