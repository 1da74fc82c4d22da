using System.Buffers;
using System.Net.WebSockets;
using System.Security.Cryptography;
using AgentConsole.Common;
using AgentConsole.Sites;
using AgentConsole.Sites.Visitors;

namespace AgentConsole.Channels.Chat.Watching;

/// <summary>One page that tells what it shows and may be invited. While nothing happens it holds no buffer.</summary>
internal sealed class WatchSocket(WebSocket socket, KnownSite site, string address, Watchers watchers, CancellationToken stopping)
{
    private const int MaxMessage = 16 * 1024;

    /// <summary>How long a page that was told to go may take.</summary>
    private static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(5);

    // A page that is left and come back to says so each time; a person is not quicker than this.
    private readonly TokenBucket _pace = new(burst: 30, perSecond: 1, watchers.Time);
    private readonly Lock _gate = new();
    private Task _sending = Task.CompletedTask;
    private VisitorTab? _tab;
    private ITimer? _leaving;
    private string _language = "en";

    public async Task RunAsync()
    {
        _tab = new VisitorTab(address, Tell, socket.Abort, Expel);
        if (!watchers.Board.TryOpen(_tab, watchers.Options.ConnectionsPerAddress))
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "chat.too_many_connections", stopping);
            return;
        }

        try
        {
            var why = await ListenAsync();
            if (why is not null) await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, why, stopping);
        }
        catch (Exception cut) when (cut is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The page is gone, or the server stops: the page comes back by itself.
        }
        finally
        {
            watchers.Board.Leave(_tab);
            lock (_gate) _leaving?.Dispose();
        }
    }

    /// <summary>Null where the page said goodbye, else why it is sent away.</summary>
    private async Task<string?> ListenAsync()
    {
        using var greeting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var late = watchers.Time.CreateTimer(_ => greeting.Cancel(), null, TimeSpan.FromSeconds(watchers.Options.GreetingSeconds), Timeout.InfiniteTimeSpan);
        var (first, wrong) = await NextAsync(greeting.Token);
        if (first is not WatchHello hello) return wrong ?? (first is null ? null : "chat.malformed");
        late.Dispose();
        if (await GreetAsync(hello) is { } refused) return refused;
        while (true)
        {
            (var said, wrong) = await NextAsync(stopping);
            if (said is null) return wrong;
            if (!_pace.TryTake(out _)) return "chat.too_fast";
            switch (said)
            {
                case WatchHello again when await GreetAsync(again) is { } no:
                    return no;
                case VisitorPage page:
                    watchers.Board.Report(_tab!, page);
                    break;
                case WatchAnswer answer:
                    watchers.Board.Answer(_tab!, answer.Invitation, answer.Stage);
                    break;
            }
        }
    }

    private async Task<string?> GreetAsync(WatchHello hello)
    {
        _language = hello.Language;
        if (watchers.IsBanned(hello.Token, site, address)) return "chat.banned";
        var (key, name) = await watchers.WhoAsync(hello.Token, site, stopping);
        // Who has no token is known by what this tab was called, for as long as it is open.
        var id = key is null ? hello.Id ?? RandomNumberGenerator.GetHexString(32, lowercase: true) : null;
        var now = watchers.Time.Instant();
        var facts = new VisitorFacts(hello.Language, hello.Visits, now - hello.Invited, now - hello.Declined);
        Send(WatchMessages.Welcome(id));
        if (!watchers.Board.Enter(_tab!, site, key ?? $"tab:{id}", facts, hello.Page, name)) return "chat.too_many_connections";
        // Once more, now that a ban would find it: none slips in between.
        if (!watchers.IsBanned(hello.Token, site, address)) return null;
        watchers.Expel();
        return "chat.banned";
    }

    /// <summary>Says why, and cuts off who doesn't go. The board hears nothing of this page any more.</summary>
    private void Expel()
    {
        lock (_gate)
        {
            _sending = AfterAsync(_sending, () => socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "chat.banned", stopping));
            _leaving ??= watchers.Time.CreateTimer(_ => socket.Abort(), null, GoneAfter, Timeout.InfiniteTimeSpan);
        }
    }

    private void Tell(Invitation invitation) => Send(WatchMessages.Invite(invitation, watchers.Keys.Issue(site.Site.Key, invitation), _language));

    private void Send(byte[] message)
    {
        lock (_gate) _sending = AfterAsync(_sending, () => socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, stopping));
    }

    /// <summary>One after the other, and never on the caller's time.</summary>
    private static async Task AfterAsync(Task before, Func<Task> send)
    {
        await before;
        await Task.Yield();
        try
        {
            await send();
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // It hears it again when it comes back, unless it was shown.
        }
    }

    /// <summary>What the page says next; nothing where it is gone, and why where it has to go.</summary>
    private async Task<(object? Said, string? Wrong)> NextAsync(CancellationToken cancellationToken)
    {
        // Waits without a buffer: most pages are quiet most of the time.
        var result = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        if (result.MessageType == WebSocketMessageType.Close) return (null, null);
        var buffer = ArrayPool<byte>.Shared.Rent(MaxMessage);
        try
        {
            var length = 0;
            do
            {
                if (length == MaxMessage) return (null, "chat.malformed");
                result = await socket.ReceiveAsync(buffer.AsMemory(length, MaxMessage - length), cancellationToken);
                if (result.MessageType == WebSocketMessageType.Close) return (null, null);
                length += result.Count;
            }
            while (!result.EndOfMessage);

            return WatchMessages.Read(buffer.AsMemory(0, length)) is { } said ? (said, null) : (null, "chat.malformed");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
