using System.Collections.Concurrent;
using System.Text.Json;
using AgentConsole.Channels.Chat.Watching;
using AgentConsole.Common;
using AgentConsole.Live;
using AgentConsole.Sites;
using AgentConsole.Sites.Visitors;

namespace AgentConsole.Channels.Chat;

/// <summary>The visitors connected to this node, by visitor and by ticket.</summary>
internal sealed class ChatRooms(LiveSignals signals, ChatSender sender, ChatComings comings, ChatOptions options, VisitorBoard visitors, TimeProvider time)
{
    private const int MaxSpent = 10_000;

    /// <summary>Characters of a page's address that are told; a signal has room for them however they are escaped.</summary>
    private const int MaxPage = 400;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ChatRoom> _byVisitor = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, ChatRoom> _byTicket = new();
    private readonly ConcurrentDictionary<string, ChatSession> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byAddress = new(StringComparer.Ordinal);
    // What visitors who left have used up: leaving and coming back gives nobody a fresh allowance.
    private readonly Dictionary<string, TokenBucket> _spent = new(StringComparer.Ordinal);

    public IEnumerable<ChatSession> Sessions => _sessions.Values;

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _byVisitor.Count == 0;
        }
    }

    public IReadOnlyList<ChatRoom> All
    {
        get
        {
            lock (_gate) return [.. _byVisitor.Values];
        }
    }

    /// <summary>A connection opened; false where its address has too many.</summary>
    public bool Connected(ChatSession session)
    {
        _sessions[session.ConnectionId] = session;
        lock (_gate)
        {
            var count = _byAddress.GetValueOrDefault(session.Address) + 1;
            _byAddress[session.Address] = count;
            return count <= options.ConnectionsPerAddress;
        }
    }

    /// <summary>An address with twice as many as are allowed gets no further connection: those above the limit are only there to be told so.</summary>
    public bool IsCrowded(string address)
    {
        lock (_gate) return _byAddress.GetValueOrDefault(address) >= 2L * options.ConnectionsPerAddress;
    }

    public void Disconnected(ChatSession session)
    {
        Leave(session);
        if (!_sessions.TryRemove(session.ConnectionId, out _)) return;
        lock (_gate)
        {
            var left = _byAddress.GetValueOrDefault(session.Address) - 1;
            if (left > 0) _byAddress[session.Address] = left;
            else _byAddress.Remove(session.Address);
        }
    }

    /// <summary>The connection is this visitor's from now on; null where the visitor has too many.</summary>
    public ChatRoom? Enter(ChatSession session, string visitorId, KnownSite site)
    {
        if (session.Room is { } before && before.VisitorId != visitorId) Leave(session);
        lock (_gate)
        {
            if (!_byVisitor.TryGetValue(visitorId, out var room))
            {
                var messages = _spent.Remove(visitorId, out var spent) ? spent : new TokenBucket(options.MessageBurst, options.MessagesPerSecond, time);
                room = new ChatRoom(visitorId, site, messages);
                _byVisitor[visitorId] = room;
            }

            if (!room.TryEnter(session, options.ConnectionsPerVisitor)) return null;
            session.Room = room;
            return room;
        }
    }

    public ChatRoom? OfTicket(long ticketId) => _byTicket.GetValueOrDefault(ticketId);

    public ChatRoom? OfVisitor(string visitorId)
    {
        lock (_gate) return _byVisitor.GetValueOrDefault(visitorId);
    }

    /// <summary>The room's conversation as it is now; every connection is told what changed for the visitor.</summary>
    /// <param name="room">
    /// Where it was learned. A connection that was cut ends what it was asked to do all the same, and by then the visitor may have come back: what it learned is the business of the room they are in now,
    /// and takes nothing from it.
    /// </param>
    /// <param name="byWriting">The visitor wrote: that everything before it was seen goes without saying.</param>
    public void See(ChatRoom room, RoomTicket ticket, bool byWriting = false)
    {
        var (before, after) = room.See(ticket);
        if (Register(room, ticket.Id, after.TicketId) is { } now && now != room)
        {
            if (now.CustomerId is null && room.CustomerId is { } known) now.Know(known, room.CustomerName);
            See(now, ticket, byWriting);
            return;
        }

        if (before.TicketId != after.TicketId && after.TicketId is { } current) Listen(room, current);
        if (room.CustomerId is { } customer && before != after) visitors.Know(Watchers.KeyOf(room.VisitorId), new VisitorName(customer, room.CustomerName, Watchers.TalkOf(after)));

        // A room that emptied meanwhile is not kept alive by its ticket.
        if (room.Sessions.IsEmpty) Forget(room);
        if (before.SeenByAgent != after.SeenByAgent || (before.SeenByCustomer != after.SeenByCustomer && !byWriting))
            Tell(room, ChatProtocol.Seen, new SeenEvent(after.SeenByAgent, after.SeenByCustomer));
        if (before.StatusName != after.StatusName || before.TicketId != after.TicketId || before.Rate != after.Rate)
            Tell(room, ChatProtocol.Status, new StatusEvent(after.TicketId, after.StatusName, null, after.Rate));
    }

    /// <summary>Finds the room by its tickets from here on, unless it was left; the room that the visitor is in.</summary>
    /// <param name="current">Where a ticket was merged into another the conversation goes on in that one.</param>
    private ChatRoom? Register(ChatRoom room, long ticketId, long? current)
    {
        lock (_gate)
        {
            if (!_byVisitor.TryGetValue(room.VisitorId, out var now) || now != room) return now;
            _byTicket[ticketId] = room;
            if (current is { } goesOn) _byTicket[goesOn] = room;
            return room;
        }
    }

    public void Tell(ChatRoom room, string name, object body)
    {
        foreach (var session in room.Sessions) session.Tell(name, body, sender);
    }

    public void Tell(ChatRoom room, IReadOnlyList<ChatMessage> messages)
    {
        foreach (var session in room.Sessions) session.Tell(messages, sender);
    }

    /// <summary>Tells those who look at the visitor's ticket which page the visitor is on. A signal: it is true now, and nothing of it is stored.</summary>
    public void TellPage(ChatRoom room)
    {
        if (room.State.TicketId is not { } ticketId) return;
        comings.Tell(ticketId, isHere: !room.Sessions.IsEmpty);
        var there = room.Sessions.LastOrDefault(session => session.Page is not null);
        signals.Publish($"ticket:{ticketId}", "page.customer", JsonSerializer.Serialize(new PageSignal(there is null ? null : Text.Preview(there.Page!, MaxPage), there?.Title), JsonSerializerOptions.Web));
    }

    private void Leave(ChatSession session)
    {
        if (session.Room is not { } room) return;
        session.Room = null;
        LeaveRoom(session, room);
        TellPage(room);
    }

    private void LeaveRoom(ChatSession session, ChatRoom room)
    {
        lock (_gate)
        {
            if (!room.Leave(session)) return;
            _byVisitor.Remove(room.VisitorId);
            Remember_NeedsLock(room);
        }

        Forget(room);
    }

    private void Remember_NeedsLock(ChatRoom room)
    {
        if (room.Messages.IsFull) return;
        if (_spent.Count >= MaxSpent)
        {
            foreach (var (visitorId, bucket) in _spent)
            {
                if (bucket.IsFull) _spent.Remove(visitorId);
            }
        }

        if (_spent.Count < MaxSpent) _spent[room.VisitorId] = room.Messages;
    }

    private void Forget(ChatRoom room)
    {
        foreach (var ticketId in room.TicketIds) _byTicket.TryRemove(new KeyValuePair<long, ChatRoom>(ticketId, room));
        room.Listen(null);
    }

    private void Listen(ChatRoom room, long ticketId) => room.Listen(signals.Subscribe($"ticket:{ticketId}", signal =>
    {
        if (signal.Kind == "typing.agent" && Read(signal.Json) is { } typing) Tell(room, ChatProtocol.Typing, typing);
        // Whoever looks at the ticket says so again and again: an agent who has just come hears the page by that.
        else if (signal.Kind == "viewing") TellPage(room);
    }));

    private static TypingEvent? Read(string json)
    {
        var typing = JsonSerializer.Deserialize<TypingSignal>(json, JsonSerializerOptions.Web);
        return typing is null ? null : new TypingEvent("agent", typing.Name, typing.On);
    }
}

/// <summary>The body of the signal <c>page.customer</c>: the address that the visitor is on, null where they have gone, and what the page calls itself.</summary>
internal sealed record PageSignal(string? Page, string? Title);
