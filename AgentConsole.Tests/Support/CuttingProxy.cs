using System.Net;
using System.Net.Sockets;

namespace AgentConsole.Tests.Support;

/// <summary>
/// A wire to a server on this machine that breaks: each connection is cut, mid-frame as likely as not, after a random number of pieces
/// has passed. Page loads pass whole, unless everything is cut; else only what has become a WebSocket is.
/// </summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly Random _random;
    private readonly Action _onCut;
    private readonly (int Least, int Most) _pieces;
    private readonly bool _everything;
    private readonly Task _accepting;
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _calm = true;
    private volatile bool _deaf;
    private volatile bool _down;
    private volatile bool _portal;
    private volatile bool _streamless;
    private volatile bool _holding;
    private CancellationTokenSource _wires = new();

    /// <param name="least">The fewest pieces that pass before a cut.</param>
    /// <param name="everything">True where every connection is cut, whatever it carries.</param>
    public CuttingProxy(Uri server, int seed, Action onCut, int least = 6, int most = 30, bool everything = false)
    {
        (_server, _random, _onCut, _pieces, _everything) = (server, new Random(seed), onCut, (least, most), everything);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>True where nothing is cut.</summary>
    public bool Calm
    {
        get => _calm;
        set => _calm = value;
    }

    /// <summary>True where what the server says is swallowed, and what it is told arrives.</summary>
    public bool Deaf
    {
        get => _deaf;
        set => _deaf = value;
    }

    /// <summary>True where what would become a WebSocket is cut at once, as some companies' proxies do.</summary>
    public bool ForbidsSockets { get; init; }

    /// <summary>True where a stream of events is not let through either.</summary>
    public bool ForbidsStreams
    {
        get => _streamless;
        set => _streamless = value;
    }

    /// <summary>True where a stream of events is let in, and held back until it ends: no word of it ever comes out. Some companies' proxies look through whole answers.</summary>
    public bool HoldsStreams
    {
        get => _holding;
        set => _holding = value;
    }

    /// <summary>Ends when somebody let go of a stream that was held back.</summary>
    public Task LetGo => _letGo.Task;

    /// <summary>A captive portal: everything that connects is answered by a page that wants a sign-in, with status 200.</summary>
    public bool IsPortal
    {
        get => _portal;
        set => _portal = value;
    }

    /// <summary>The wire is pulled: what is connected is cut, and nothing gets through until it is plugged in.</summary>
    public async Task PullAsync()
    {
        _down = true;
        await Interlocked.Exchange(ref _wires, new CancellationTokenSource()).CancelAsync();
    }

    public void PlugIn() => (_down, _deaf) = (false, false);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _wires.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = CarryAsync(client);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            if (_down) return;
            if (_portal)
            {
                await AnswerAsPortalAsync(client);
                return;
            }

            var wires = _wires;
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            var pieces = new Pieces(Next()) { IsSocket = _everything };
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, wires.Token);
            await Task.WhenAny(PassAsync(client, server, pieces, cut, isAnswer: false), PassAsync(server, client, pieces, cut, isAnswer: true));
            await cut.CancelAsync();
            if (pieces.IsHeld) _letGo.TrySetResult();
        }
        catch (Exception end) when (end is SocketException or IOException or OperationCanceledException)
        {
            // The server is away, or the test is over.
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task PassAsync(TcpClient from, TcpClient to, Pieces pieces, CancellationTokenSource cut, bool isAnswer)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, cut.Token) is > 0 and var read)
            {
                if (!pieces.IsSocket && buffer.AsSpan(0, read).IndexOf("Upgrade: websocket"u8) >= 0) pieces.IsSocket = true;
                if (ForbidsSockets && pieces.IsSocket) return;
                if (!isAnswer && (_streamless || _holding) && buffer.AsSpan(0, read).IndexOf("text/event-stream"u8) >= 0)
                {
                    if (_streamless) return;
                    pieces.IsHeld = true;
                }

                if (isAnswer && pieces.IsHeld) continue;
                if (isAnswer && _deaf && pieces.IsSocket) continue;
                if (pieces.IsSocket && !_calm && pieces.Left() < 0)
                {
                    // Half of it, so that a frame breaks in the middle.
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, read / 2), cut.Token);
                    _onCut();
                    return;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), cut.Token);
            }
        }
        catch (Exception end) when (end is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other direction was cut, or a side has gone.
        }
    }

    private async Task AnswerAsPortalAsync(TcpClient client)
    {
        var wire = client.GetStream();
        if (await wire.ReadAsync(new byte[16 * 1024], _stop.Token) > 0)
            await wire.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 30\r\nConnection: close\r\n\r\n<h1>Sign in to our Wi-Fi</h1>\n"u8.ToArray(), _stop.Token);
    }

    private int Next()
    {
        lock (_random) return _random.Next(_pieces.Least, _pieces.Most);
    }

    private sealed class Pieces(int left)
    {
        private int _left = left;

        public bool IsSocket { get; set; }

        public bool IsHeld { get; set; }

        public int Left() => Interlocked.Decrement(ref _left);
    }
}
