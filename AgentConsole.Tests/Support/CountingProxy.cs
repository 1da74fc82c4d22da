using System.Net;
using System.Net.Sockets;

namespace AgentConsole.Tests.Support;

/// <summary>A wire to a server on this machine that counts what the server sends over it: every byte, headers and compression as they are.</summary>
public sealed class CountingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly Task _accepting;
    private long _sent;

    public CountingProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Bytes from the server since the last time this was asked.</summary>
    public long Taken() => Interlocked.Exchange(ref _sent, 0);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            await Task.WhenAny(PassAsync(client, server, _ => { }), PassAsync(server, client, read => Interlocked.Add(ref _sent, read)));
        }
        catch (Exception end) when (end is SocketException or IOException or OperationCanceledException)
        {
            // A side has gone, or the test is over.
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task PassAsync(TcpClient from, TcpClient to, Action<int> count)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var read)
            {
                count(read);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (Exception end) when (end is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // A side has gone.
        }
    }
}
