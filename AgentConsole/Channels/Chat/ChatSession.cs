using AgentConsole.Sites;
using Microsoft.AspNetCore.SignalR;

namespace AgentConsole.Channels.Chat;

/// <summary>One connection: how far it was told, and what waits to be told. Its own slowness is its own.</summary>
internal sealed class ChatSession(HubCallerContext context, string address, string? origin)
{
    /// <summary>A client that reads nothing for this many events is cut off; it comes back and resumes.</summary>
    private const int MaxWaiting = 256;

    private readonly Lock _gate = new();
    private Queue<(string Name, object Body)>? _waiting;
    private List<long>? _acknowledged;
    private bool _sending;
    private bool _ready;
    private bool _missed;

    public string ConnectionId { get; } = context.ConnectionId;

    public string Address => address;

    /// <summary>The page's origin as the browser named it; null for clients that are no browser, and for the console's own.</summary>
    public string? Origin => origin;

    /// <summary>Whether a page like the one it comes from may carry this site's widget.</summary>
    public bool MayUse(KnownSite site) => origin is null || site.Allows(origin);

    public string Language { get; set; } = "en";

    public ChatRoom? Room { get; set; }

    /// <summary>The address that the visitor is on, as the client says: text, trusted for nothing.</summary>
    public string? Page { get; set; }

    /// <summary>What that page calls itself.</summary>
    public string? Title { get; set; }

    public long LastTypingAt { get; set; }

    /// <summary>Its address has more connections than are allowed: it is told so when it greets.</summary>
    public bool IsOverLimit { get; set; }

    /// <summary>When it connected, as the clock's timestamp.</summary>
    public long Since { get; init; }

    /// <summary>Everything up to here was told, in the greeting or since.</summary>
    public long Told { get; private set; }

    /// <summary>The last sequence it can have seen: told, or acknowledged.</summary>
    public long KnowsUpTo
    {
        get
        {
            lock (_gate) return _acknowledged is { Count: > 0 } own ? Math.Max(Told, own[^1]) : Told;
        }
    }

    /// <summary>Cuts it off; its client comes back and resumes.</summary>
    public void Cut() => context.Abort();

    /// <summary>The greeting is about to read: what is told from here on and can't be passed on yet makes it read again.</summary>
    public void BeginGreeting()
    {
        lock (_gate) (_ready, _missed) = (false, false);
    }

    /// <summary>False where something came in while the greeting read: it reads again.</summary>
    public bool TryEndGreeting(long told)
    {
        lock (_gate)
        {
            if (_missed) return false;
            (_ready, Told) = (true, told);
            return true;
        }
    }

    /// <summary>The sender knows its own message from the acknowledgement: telling it again would be waste.</summary>
    public void Acknowledged(long seq)
    {
        lock (_gate)
        {
            if (seq > Told) (_acknowledged ??= []).Add(seq);
        }
    }

    /// <summary>Passes on what this connection was not told, ascending.</summary>
    public void Tell(IReadOnlyList<ChatMessage> messages, ChatSender sender)
    {
        lock (_gate)
        {
            if (!_ready)
            {
                _missed = true;
                return;
            }

            var news = messages.Where(message => message.Seq > Told).ToList();
            if (news.Count == 0) return;
            Told = news[^1].Seq;
            if (_acknowledged is { } own)
            {
                news.RemoveAll(message => own.Contains(message.Seq));
                own.RemoveAll(seq => seq <= Told);
                if (own.Count == 0) _acknowledged = null;
                if (news.Count == 0) return;
            }

            Enqueue_NeedsLock(ChatProtocol.Messages, new MessagesEvent(news), sender);
        }
    }

    public void Tell(string name, object body, ChatSender sender)
    {
        lock (_gate)
        {
            // Typing, seen marks and states are in the greeting's answer or soon repeated.
            if (_ready) Enqueue_NeedsLock(name, body, sender);
        }
    }

    private void Enqueue_NeedsLock(string name, object body, ChatSender sender)
    {
        _waiting ??= new Queue<(string, object)>();
        if (_waiting.Count >= MaxWaiting)
        {
            context.Abort();
            return;
        }

        _waiting.Enqueue((name, body));
        if (_sending) return;
        _sending = true;
        _ = SendAsync(sender);
    }

    private async Task SendAsync(ChatSender sender)
    {
        // Off the caller's lock and thread: the dispatcher goes on to the next connection.
        await Task.Yield();
        while (true)
        {
            (string Name, object Body) next;
            lock (_gate)
            {
                if (_waiting is null || !_waiting.TryDequeue(out next))
                {
                    (_sending, _waiting) = (false, null);
                    return;
                }
            }

            await sender.SendAsync(ConnectionId, next.Name, next.Body);
        }
    }
}
