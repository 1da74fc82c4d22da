using AgentConsole.Channels.Chat.Before;
using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Sites;

namespace AgentConsole.Channels.Chat;

/// <summary>Greets a connection: who it is, and the conversation from where it left off.</summary>
internal sealed class ChatGreeter(
    SiteDirectory sites, VisitorTokens tokens, ChatRooms rooms, ChatHistory history, ChatPresence presence, VisitorFiles files, ChatIdentities identities, ChatBans bans, ChatEntry entry,
    ChatDrain drain)
{
    public async Task<Outcome<HelloReply>> HelloAsync(ChatSession session, HelloRequest request, CancellationToken cancellationToken)
    {
        session.Language = ChatWords.Language(request.Language);
        if (drain.IsStopping) return new Refusal("chat.stopping");
        if (session.IsOverLimit) return new Refusal("chat.too_many_connections");
        if (await sites.FindAsync(request.Site, cancellationToken) is not { } site) return new Refusal("chat.site_unknown");
        if (!session.MayUse(site)) return new Refusal("chat.origin_foreign", session.Origin!);

        var visitorId = VisitorIds.New();
        var (token, after) = (request.Token, request.After);
        string? former = null;
        if (token is not null)
        {
            var read = tokens.Read(token, request.Site);
            if (!read.Succeeded) return read.Refusal;
            former = visitorId = read.Value.Id;
            if (read.Value.NeedsRenewal) token = null;
        }

        ChatPerson? person = null;
        if (request.Identity is { } proof)
        {
            var known = identities.Check(site, proof, former);
            if (!known.Succeeded) return known.Refusal;
            person = known.Value;
        }

        if (await bans.CheckAsync(session, former, person, cancellationToken) is { } banned) return banned;
        if (person is not null)
        {
            // Somebody else's conversation is resumed from nowhere.
            if (person.VisitorId != former) (token, after) = (null, null);
            if (person.VisitorId != former && await identities.JoinAsync(person, former, cancellationToken) is { } wrong) return wrong;
            visitorId = person.VisitorId;
        }

        session.BeginGreeting();
        if (rooms.Enter(session, visitorId, site) is not { } room) return new Refusal("chat.too_many_connections");
        // Banned while it greeted: the connections were looked through before this one was there.
        if (bans.Check(visitorId) is not null) session.Cut();
        if (visitorId != former) identities.CutFormer(former, but: session);
        if (person is not null) room.Person = person;
        var (messages, reset, more) = await ReadAsync(session, room, isNew: former is null && person is null, after, cancellationToken);
        (session.Page, session.Title) = (request.Page, request.Title);
        rooms.TellPage(room);
        var reply = new HelloReply(
            token ?? tokens.Issue(visitorId, request.Site), visitorId, new ConversationState(room.State.TicketId, room.State.StatusName, room.State.Rate),
            messages, reset, more, room.State.SeenByAgent, room.State.SeenByCustomer, presence.AnyoneOnline, files.Terms(visitorId), VisitorIds.IsPerson(visitorId), site.Site.Look.ShowsTyping);
        return entry.Dress(reply, site, room, session.Language);
    }

    private async Task<(IReadOnlyList<ChatMessage> Messages, bool Reset, bool More)> ReadAsync(
        ChatSession session, ChatRoom room, bool isNew, long? after, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Who has just been made has nothing stored: a visitor who only looks costs no query.
            if (!isNew && await history.FindAsync(room.VisitorId, cancellationToken) is { } known)
            {
                room.Know(known.CustomerId, known.Name);
                room.HasAddress = known.HasAddress;
                foreach (var ticket in known.Tickets) rooms.See(room, ticket);
            }

            var read = await PageAsync(room, after, cancellationToken);
            var told = read.Messages.Count > 0 ? read.Messages[^1].Seq : read.Reset ? 0 : after ?? 0;
            if (session.TryEndGreeting(told)) return read;
            isNew = false;
            session.BeginGreeting();
        }
    }

    private async Task<(IReadOnlyList<ChatMessage> Messages, bool Reset, bool More)> PageAsync(ChatRoom room, long? after, CancellationToken cancellationToken)
    {
        if (after is { } from && await history.AfterAsync(room.TicketIds, from, cancellationToken) is { } missed) return (missed, false, false);
        var page = await history.BeforeAsync(room.TicketIds, long.MaxValue, cancellationToken);
        return (page.Messages, true, page.More);
    }
}
