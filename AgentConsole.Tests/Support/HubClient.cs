using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace AgentConsole.Tests.Support;

/// <summary>An event that a hub sent: its name and its arguments.</summary>
public sealed record HubEvent(string Name, JsonElement[] Arguments)
{
    public JsonElement Argument => Arguments[0];
}

/// <summary>A completion that says the invocation itself failed: unknown method, wrong arguments.</summary>
public sealed class HubInvocationException(string message) : Exception(message);

/// <summary>
/// A client of SignalR's JSON hub protocol over one WebSocket without negotiation (the .NET client package is not to be had): handshake, invocations,
/// events, pings. https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md
/// </summary>
public sealed class HubClient : IAsyncDisposable
{
    private const char Separator = '\u001e';

    /// <summary>How long anything may take before the test counts as failed: far more than it needs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ChannelWriter<JsonElement>> _streams = new(StringComparer.Ordinal);
    private readonly Channel<HubEvent> _events = Channel.CreateUnbounded<HubEvent>();
    private readonly TaskCompletionSource _handshake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private int _ids;
    private int _pings;
    private bool _disposed;

    private HubClient()
    {
    }

    /// <summary>Done when the connection is over: with the server's reason where it gave one.</summary>
    public Task<string?> Closed => _closed.Task;

    /// <summary>Pings that the server has sent.</summary>
    public int Pings => Volatile.Read(ref _pings);

    /// <param name="hub">The hub's address: http(s) or ws(s).</param>
    /// <param name="origin">The page's origin, as a browser would name it.</param>
    /// <exception cref="WebSocketException">The server refused the connection; its message holds the status.</exception>
    public static async Task<HubClient> ConnectAsync(Uri hub, string? origin = null, string? cookie = null)
    {
        var client = new HubClient();
        if (origin is not null) client._socket.Options.SetRequestHeader("Origin", origin);
        if (cookie is not null) client._socket.Options.SetRequestHeader("Cookie", cookie);
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await client._socket.ConnectAsync(new UriBuilder(hub) { Scheme = hub.Scheme is "https" or "wss" ? "wss" : "ws" }.Uri, limit.Token);
            client._reading = client.ReadAsync();
            await client.SendRawAsync("""{"protocol":"json","version":1}""" + Separator);
            await client._handshake.Task.WaitAsync(Limit);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls a method and waits for its answer.</summary>
    /// <exception cref="HubInvocationException">The hub answered with an error.</exception>
    public Task<JsonElement> InvokeAsync(string method, params object?[] arguments) =>
        InvokeTextAsync(method, string.Join(',', arguments.Select(argument => JsonSerializer.Serialize(argument, JsonSerializerOptions.Web))));

    /// <summary>Calls a method with arguments written as JSON, apart by commas: for what no serializer would write.</summary>
    public async Task<JsonElement> InvokeTextAsync(string method, string arguments)
    {
        var id = Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = answer;
        // After the connection's end nobody else would say so.
        if (_closed.Task.IsCompleted) answer.TrySetException(new WebSocketException("The connection was closed."));
        else await SendRawAsync($$"""{"type":1,"invocationId":"{{id}}","target":{{JsonSerializer.Serialize(method)}},"arguments":[{{arguments}}]}""" + Separator);
        return await answer.Task.WaitAsync(Limit);
    }

    /// <summary>Opens a stream: each item as it comes. The channel ends with the stream, with its error where it had one.</summary>
    public async Task<ChannelReader<JsonElement>> StreamAsync(string method, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture);
        var items = Channel.CreateUnbounded<JsonElement>();
        _streams[id] = items.Writer;
        await SendRawAsync(JsonSerializer.Serialize(new { type = 4, invocationId = id, target = method, arguments }, JsonSerializerOptions.Web) + Separator);
        return items.Reader;
    }

    /// <summary>Calls a method without asking for an answer.</summary>
    public Task SendAsync(string method, params object?[] arguments) =>
        SendRawAsync(JsonSerializer.Serialize(new { type = 1, target = method, arguments }, JsonSerializerOptions.Web) + Separator);

    /// <summary>Puts a text on the wire as it is; frames end with U+001E.</summary>
    public async Task SendRawAsync(string text)
    {
        await _sending.WaitAsync(_stop.Token);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, _stop.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    public Task PingAsync() => SendRawAsync("""{"type":6}""" + Separator);

    /// <summary>The next event of this name; others that come before it are passed over.</summary>
    public async Task<JsonElement> NextAsync(string name)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while (true)
            {
                var next = await _events.Reader.ReadAsync(limit.Token);
                if (next.Name == name) return next.Argument;
            }
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"No event '{name}' within {Limit}.", late);
        }
    }

    /// <summary>The next event, however long it takes; null when the connection is over and everything was taken.</summary>
    public async Task<HubEvent?> NextOrEndAsync() =>
        await _events.Reader.WaitToReadAsync() && _events.Reader.TryRead(out var next) ? next : null;

    /// <summary>What has come in so far and was not taken.</summary>
    public IReadOnlyList<HubEvent> Take()
    {
        var events = new List<HubEvent>();
        while (_events.Reader.TryRead(out var next)) events.Add(next);
        return events;
    }

    /// <summary>Cuts the wire without a word.</summary>
    public void Cut() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        if (_socket.State == WebSocketState.Open)
        {
            try
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
                await _reading.WaitAsync(patience.Token);
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The other side was faster.
            }
        }

        await _stop.CancelAsync();
        _socket.Dispose();
        await _reading;
        _stop.Dispose();
        _sending.Dispose();
    }

    private async Task ReadAsync()
    {
        string? reason = null;
        try
        {
            var buffer = new byte[16 * 1024];
            var bytes = new List<byte>();
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer, _stop.Token);
                if (received.MessageType == WebSocketMessageType.Close) break;
                bytes.AddRange(buffer.AsSpan(0, received.Count));
                if (!received.EndOfMessage) continue;
                var text = Encoding.UTF8.GetString([.. bytes]);
                bytes.Clear();
                foreach (var frame in text.Split(Separator, StringSplitOptions.RemoveEmptyEntries)) reason = Handle(frame) ?? reason;
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Over, one way or the other.
        }

        _handshake.TrySetException(new InvalidOperationException(reason ?? "closed before the handshake was answered"));
        _ = _handshake.Task.Exception;
        foreach (var call in _calls.Values) call.TrySetException(new WebSocketException(reason ?? "The connection was closed."));
        foreach (var stream in _streams.Values) stream.TryComplete(new WebSocketException(reason ?? "The connection was closed."));
        _events.Writer.TryComplete();
        _closed.TrySetResult(reason);
    }

    /// <returns>The reason where the frame is the server's goodbye.</returns>
    private string? Handle(string frame)
    {
        using var document = JsonDocument.Parse(frame);
        var body = document.RootElement.Clone();
        if (!body.TryGetProperty("type", out var type))
        {
            if (body.TryGetProperty("error", out var refused)) _handshake.TrySetException(new InvalidOperationException(refused.GetString()));
            else _handshake.TrySetResult();
            return null;
        }

        switch (type.GetInt32())
        {
            case 1:
                _events.Writer.TryWrite(new HubEvent(body.GetProperty("target").GetString()!, [.. body.GetProperty("arguments").EnumerateArray()]));
                break;
            case 2 when _streams.TryGetValue(body.GetProperty("invocationId").GetString()!, out var stream):
                stream.TryWrite(body.GetProperty("item"));
                break;
            case 3 when _streams.TryRemove(body.GetProperty("invocationId").GetString()!, out var ended):
                ended.TryComplete(body.TryGetProperty("error", out var refusal) ? new HubInvocationException(refusal.GetString()!) : null);
                break;
            case 3 when _calls.TryRemove(body.GetProperty("invocationId").GetString()!, out var call):
                if (body.TryGetProperty("error", out var error)) call.TrySetException(new HubInvocationException(error.GetString()!));
                else call.TrySetResult(body.TryGetProperty("result", out var result) ? result : default);
                break;
            case 6:
                Interlocked.Increment(ref _pings);
                break;
            case 7:
                return body.TryGetProperty("error", out var why) ? why.GetString() : "closed by the server";
        }

        return null;
    }
}
