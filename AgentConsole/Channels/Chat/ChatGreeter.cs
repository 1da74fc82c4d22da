using AgentConsole.Common;
using AgentConsole.Sites;

namespace AgentConsole.Channels.Chat;

/// <summary>Greets a connection: who it is, and the conversation from where it left off.</summary>
internal sealed class ChatGreeter(
    SiteDirectory sites, VisitorTokens tokens, ChatRooms rooms, ChatHistory history, ChatPresence presence, VisitorFiles files, ChatDrain drain)
{
    public async Task<Outcome<HelloReply>> HelloAsync(ChatSession session, HelloRequest request, CancellationToken cancellationToken)
    {
        session.Language = ChatWords.Language(request.Language);
        if (drain.IsStopping) return new Refusal("chat.stopping");
        if (session.IsOverLimit) return new Refusal("chat.too_many_connections");
        if (await sites.FindAsync(request.Site, cancellationToken) is not { } site) return new Refusal("chat.site_unknown");
        if (!session.MayUse(site)) return new Refusal("chat.origin_foreign", session.Origin!);

        var visitorId = VisitorTokens.NewVisitorId();
        var token = request.Token;
        if (token is not null)
        {
            var read = tokens.Read(token, request.Site);
            if (!read.Succeeded) return read.Refusal;
            visitorId = read.Value.Id;
            if (read.Value.NeedsRenewal) token = null;
        }

        session.BeginGreeting();
        if (rooms.Enter(session, visitorId, site) is not { } room) return new Refusal("chat.too_many_connections");
        var (messages, reset, more) = await ReadAsync(session, room, isNew: request.Token is null, request.After, cancellationToken);
        session.Page = request.Page;
        rooms.TellPage(room);
        return new HelloReply(
            token ?? tokens.Issue(visitorId, request.Site), visitorId, new ConversationState(room.State.TicketId, room.State.StatusName, room.State.Rate),
            messages, reset, more, room.State.SeenByAgent, room.State.SeenByCustomer, presence.AnyoneOnline, files.Terms(visitorId));
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
