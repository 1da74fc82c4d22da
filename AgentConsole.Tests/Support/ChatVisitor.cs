using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace AgentConsole.Tests.Support;

/// <summary>
/// A visitor's client written from docs/chat-protocol.md alone: an outbox with client ids, resume by sequence, merge by sequence. Its wire may be
/// cut at any moment; it comes back by itself.
/// </summary>
public sealed class ChatVisitor(Func<Task<HubClient>> connect, string site) : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string ClientId, string Text)> _outbox = new();
    private readonly ConcurrentDictionary<long, string> _messages = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _bell = new(0);
    private HubClient? _wire;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _token;
    private long? _delivered;
    private Task _living = Task.CompletedTask;

    public int Unsent => _outbox.Count;

    /// <summary>What the visitor sees, in its order.</summary>
    public IReadOnlyList<(long Seq, string Text)> Sees => [.. _messages.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];

    /// <summary>Ends with whatever happens to the visitor next: it is connected, a message was sent, or it has seen one.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Start() => _living = LiveAsync();

    public void Write(string text)
    {
        _outbox.Enqueue((Guid.NewGuid().ToString(), text));
        _bell.Release();
    }

    /// <summary>Cuts the wire without a word, wherever it is just now; false where there is none to cut.</summary>
    public bool Cut()
    {
        if (Interlocked.Exchange(ref _wire, null) is not { } wire) return false;
        wire.Cut();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _bell.Release();
        Cut();
        await _living;
        _stop.Dispose();
        _bell.Dispose();
    }

    private async Task LiveAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var wire = await connect();
                Volatile.Write(ref _wire, wire);
                Happened();
                await GreetAsync(wire);
                var listening = ListenAsync(wire);
                await SendAsync(wire);
                wire.Cut();
                await listening;
            }
            catch (Exception cut) when (cut is WebSocketException or OperationCanceledException or InvalidOperationException or TimeoutException or ObjectDisposedException)
            {
                // Cut. Again, at once: a test need not spare the server.
            }
        }
    }

    private async Task GreetAsync(HubClient wire)
    {
        var reply = await wire.InvokeAsync("Hello", new { protocol = 1, site, token = _token, after = _delivered });
        Assert.False(reply.TryGetProperty("error", out var error), error.ToString());
        _token = reply.GetProperty("token").GetString();
        if (reply.GetProperty("reset").GetBoolean() && _delivered is not null) _messages.Clear();
        Deliver(reply);
        _delivered ??= 0;
    }

    private async Task ListenAsync(HubClient wire)
    {
        while (await wire.NextOrEndAsync() is { } next)
        {
            if (next.Name == "messages") Deliver(next.Argument);
        }

        _bell.Release();
    }

    private async Task SendAsync(HubClient wire)
    {
        while (!_stop.IsCancellationRequested && !wire.Closed.IsCompleted)
        {
            if (!_outbox.TryPeek(out var next))
            {
                await _bell.WaitAsync(_stop.Token);
                continue;
            }

            var reply = await wire.InvokeAsync("Send", new { clientId = next.ClientId, text = next.Text });
            Assert.False(reply.TryGetProperty("error", out var error), error.ToString());
            _messages[reply.GetProperty("seq").GetInt64()] = next.Text;
            _outbox.TryDequeue(out _);
            Happened();
        }
    }

    private void Deliver(JsonElement messages)
    {
        foreach (var message in messages.GetProperty("messages").EnumerateArray())
        {
            var seq = message.GetProperty("seq").GetInt64();
            _messages[seq] = message.GetProperty("text").GetString()!;
            _delivered = Math.Max(_delivered ?? 0, seq);
        }

        Happened();
    }

    private void Happened() => Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
