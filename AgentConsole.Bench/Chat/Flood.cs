using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Chat;

/// <summary>Connections to a chat that want nothing of it, so many at a time, from loopback addresses of this machine.</summary>
internal sealed class Flood(Uri server) : IDisposable
{
    private const int AtOnce = 64, Addresses = 50, Waves = 10;

    private readonly SemaphoreSlim _turns = new(AtOnce, AtOnce);
    private readonly List<HubSocket> _silent = [];
    private readonly HttpMessageInvoker[] _from = [.. Enumerable.Range(1, Addresses).Select(From)];
    private int _turnedAway, _refused, _cutOff;

    public int TurnedAway => _turnedAway;

    public int Refused => _refused;

    public int CutOff => _cutOff;

    /// <summary>In ten waves a second apart, each as fast as it can. Ends when the last attempt was answered; those who say nothing may still be connected.</summary>
    public async Task RunAsync(int attempts, CancellationToken cancellationToken)
    {
        var running = new List<Task>(attempts);
        using var waves = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        for (var i = 0; i < attempts; i++)
        {
            if (i > 0 && i % (attempts / Waves) == 0) await waves.WaitForNextTickAsync(cancellationToken);
            await _turns.WaitAsync(cancellationToken);
            running.Add(AttemptAsync(i, cancellationToken));
        }

        await Task.WhenAll(running);
    }

    /// <summary>Waits until the server has cut off everybody who said nothing.</summary>
    public async Task OverAsync(CancellationToken cancellationToken)
    {
        foreach (var socket in _silent)
        {
            await socket.Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            await socket.DisposeAsync();
            _cutOff++;
        }

        _silent.Clear();
    }

    public void Dispose()
    {
        foreach (var one in _from) one.Dispose();
        _turns.Dispose();
    }

    private async Task AttemptAsync(int number, CancellationToken cancellationToken)
    {
        try
        {
            var kind = number % 3;
            var socket = await HubSocket.ConnectAsync(server, Visitors.Hub, cancellationToken, _from[number % Addresses], kind == 0 ? "https://elsewhere.example" : null);
            if (kind == 1)
            {
                lock (_silent) _silent.Add(socket);
                return;
            }

            await using var closing = socket;
            await socket.InvokeAsync("Hello", """{"protocol":1,"site":"nobodys","lang":"en"}""", cancellationToken);
        }
        catch (WebSocketException)
        {
            Interlocked.Increment(ref _turnedAway);
        }
        catch (InvalidOperationException)
        {
            Interlocked.Increment(ref _refused);
        }
        finally
        {
            _turns.Release();
        }
    }

    private static HttpMessageInvoker From(int number) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)number]), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    });
}
