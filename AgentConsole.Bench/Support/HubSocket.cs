using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace AgentConsole.Bench.Support;

/// <summary>
/// A client of the JSON hub protocol over a WebSocket, small and quick: calls may be sent without waiting for the answers of earlier ones.
/// </summary>
internal sealed class HubSocket : IAsyncDisposable
{
    private const byte End = 0x1E;

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private Task _receiving = Task.CompletedTask;
    private long _last;

    /// <summary>Ends with the connection, whoever ended it.</summary>
    public Task Ended => _receiving;

    /// <summary>After how long the server asked to be visited again, when it said goodbye; null where it didn't.</summary>
    public TimeSpan? ComeBackAfter { get; private set; }

    private HubSocket()
    {
    }

    /// <summary>Connects without negotiation and shakes hands.</summary>
    /// <param name="through">From where; null for whichever address the machine takes.</param>
    /// <param name="origin">The page's, as a browser would name it.</param>
    public static async Task<HubSocket> ConnectAsync(Uri server, string hub, CancellationToken cancellationToken, HttpMessageInvoker? through = null, string? origin = null)
    {
        var client = new HubSocket();
        try
        {
            var address = new UriBuilder(new Uri(server, hub)) { Scheme = "ws" }.Uri;
            client._socket.Options.KeepAliveInterval = TimeSpan.Zero;
            if (origin is not null) client._socket.Options.SetRequestHeader("Origin", origin);
            await client._socket.ConnectAsync(address, through, cancellationToken);
            await client.SendFrameAsync("""{"protocol":"json","version":1}""", cancellationToken);
            var buffer = new byte[256];
            var answer = await client._socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (Encoding.UTF8.GetString(buffer, 0, answer.Count) != "{}\u001e") throw new InvalidOperationException("The hub did not shake hands.");
            client._receiving = client.ReceiveAsync();
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects to a socket that is no hub, says one thing, and waits for the answer to it.</summary>
    public static async Task<HubSocket> OpenAsync(Uri server, string path, string first, CancellationToken cancellationToken)
    {
        var client = new HubSocket();
        try
        {
            client._socket.Options.KeepAliveInterval = TimeSpan.Zero;
            await client._socket.ConnectAsync(new UriBuilder(new Uri(server, path)) { Scheme = "ws" }.Uri, cancellationToken);
            await client._socket.SendAsync(Encoding.UTF8.GetBytes(first), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            await client._socket.ReceiveAsync(new byte[256].AsMemory(), cancellationToken);
            client._receiving = client.ReceiveAsync();
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls a method with one argument, given as JSON.</summary>
    /// <exception cref="InvalidOperationException">The hub refused, failed or is gone.</exception>
    public async Task<JsonElement> InvokeAsync(string method, string argument, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        await SendFrameAsync(
            string.Create(CultureInfo.InvariantCulture, $$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{argument}}]}"""), cancellationToken);
        return await answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Keeps a quiet connection open.</summary>
    public Task PingAsync(CancellationToken cancellationToken) => SendFrameAsync("""{"type":6}""", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Abort();
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
        _stop.Dispose();
    }

    private async Task SendFrameAsync(string json, CancellationToken cancellationToken)
    {
        var frame = new byte[Encoding.UTF8.GetByteCount(json) + 1];
        Encoding.UTF8.GetBytes(json, frame);
        frame[^1] = End;
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[4096];
        var held = 0;
        try
        {
            while (true)
            {
                if (held == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                var received = await _socket.ReceiveAsync(buffer.AsMemory(held), _stop.Token);
                if (received.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("The hub closed the connection.");
                held += received.Count;
                held = TakeFrames(buffer, held);
            }
        }
        catch (Exception gone)
        {
            foreach (var (_, answer) in _waiting) answer.TrySetException(new InvalidOperationException("The connection is gone.", gone));
        }
    }

    /// <summary>Handles the whole frames and moves the rest to the front; how much that is.</summary>
    private int TakeFrames(byte[] buffer, int held)
    {
        var start = 0;
        for (int length; (length = buffer.AsSpan(start, held - start).IndexOf(End)) >= 0; start += length + 1) Take(buffer.AsMemory(start, length));
        if (start > 0) Array.Copy(buffer, start, buffer, 0, held - start);
        return held - start;
    }

    private void Take(ReadOnlyMemory<byte> frame)
    {
        if (frame.Span.StartsWith("""{"type":1,"target":"bye","""u8))
        {
            using var bye = JsonDocument.Parse(frame);
            ComeBackAfter = TimeSpan.FromMilliseconds(bye.RootElement.GetProperty("arguments")[0].GetProperty("retryAfterMs").GetInt32());
            _socket.Abort();
            return;
        }

        // Only answers are looked into; other events and pings are not what is measured with this client.
        if (!frame.Span.StartsWith("""{"type":3,"""u8)) return;
        using var json = JsonDocument.Parse(frame);
        var id = long.Parse(json.RootElement.GetProperty("invocationId").GetString()!, CultureInfo.InvariantCulture);
        if (!_waiting.TryRemove(id, out var answer)) return;
        if (json.RootElement.TryGetProperty("result", out var result) && !result.TryGetProperty("error", out _)) answer.SetResult(result.Clone());
        else answer.SetException(new InvalidOperationException($"The hub refused: {json.RootElement}"));
    }
}
