using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace AgentConsole.Demo;

/// <summary>
/// A customer's line to the chat hub: the JSON hub protocol over one WebSocket (docs/chat-protocol.md), as much of it as a customer needs. The .NET client package is not on
/// every feed (docs/decisions).
/// </summary>
internal sealed class HubConnection : IAsyncDisposable
{
    private const string End = "\u001e";

    private static readonly TimeSpan _pingEvery = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = new(StringComparer.Ordinal);
    private readonly Action<string, JsonElement> _onEvent;
    private Task _working = Task.CompletedTask;
    private int _ids;

    private HubConnection(Action<string, JsonElement> onEvent) => _onEvent = onEvent;

    /// <summary>Ends when the connection does, without an exception.</summary>
    public Task Closed => _working;

    /// <param name="onEvent">Called for each event with its name and its argument; must be quick.</param>
    /// <exception cref="WebSocketException">The hub can't be reached.</exception>
    public static async Task<HubConnection> ConnectAsync(Uri hub, Action<string, JsonElement> onEvent, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = new HubConnection(onEvent);
        try
        {
            await connection._socket.ConnectAsync(new UriBuilder(hub) { Scheme = hub.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri, cancellationToken);
            await connection.SendAsync("""{"protocol":"json","version":1}""", cancellationToken);
            connection._working = Task.WhenAll(connection.ReadAsync(), connection.PingAsync(time));
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls a method and waits for its answer.</summary>
    /// <exception cref="InvalidOperationException">The hub refused the call.</exception>
    /// <exception cref="WebSocketException">The connection ended before the answer.</exception>
    public async Task<JsonElement> CallAsync(string method, object? argument, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = answer;
        // The reader says that it ends before it gives up the calls it knows, so none waits for ever.
        if (_stop.IsCancellationRequested) throw new WebSocketException("The connection is closed.");
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = id, target = method, arguments = new[] { argument } }, JsonSerializerOptions.Web), cancellationToken);
        var result = await answer.Task.WaitAsync(cancellationToken);
        return result.ValueKind == JsonValueKind.Object && result.TryGetProperty("error", out var error) ? throw new InvalidOperationException($"{method}: {error}") : result;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync(string frame, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(frame + End), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            var buffer = new byte[8192];
            using var message = new MemoryStream();
            while (await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token) is { MessageType: not WebSocketMessageType.Close } received)
            {
                message.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage) continue;
                foreach (var frame in Encoding.UTF8.GetString(message.ToArray()).Split(End, StringSplitOptions.RemoveEmptyEntries)) Handle(frame);
                message.SetLength(0);
            }
        }
        catch (Exception over) when (over is WebSocketException or OperationCanceledException or ObjectDisposedException or JsonException)
        {
            // The line is gone, which whoever waits for an answer learns below.
        }

        await _stop.CancelAsync();
        foreach (var call in _calls.Values) call.TrySetException(new WebSocketException("The connection was closed."));
    }

    private async Task PingAsync(TimeProvider time)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_pingEvery, time, _stop.Token);
                await SendAsync("""{"type":6}""", _stop.Token);
            }
        }
        catch (Exception over) when (over is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The reader ends it.
        }
    }

    private void Handle(string frame)
    {
        using var document = JsonDocument.Parse(frame);
        var body = document.RootElement;
        // The handshake's answer is the one frame without a type.
        if (!body.TryGetProperty("type", out var type)) return;
        if (type.GetInt32() == 1 && body.GetProperty("arguments").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } argument)
        {
            _onEvent(body.GetProperty("target").GetString() ?? "", argument.Clone());
        }
        else if (type.GetInt32() == 3 && _calls.TryRemove(body.GetProperty("invocationId").GetString() ?? "", out var call))
        {
            if (body.TryGetProperty("error", out var error)) call.TrySetException(new InvalidOperationException(error.GetString()));
            else call.TrySetResult(body.TryGetProperty("result", out var result) ? result.Clone() : default);
        }
    }
}
