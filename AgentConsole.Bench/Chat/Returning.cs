using System.Diagnostics;
using System.Net.WebSockets;
using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Chat;

/// <summary>A visitor who comes back after every cut as docs/chat-protocol.md has it: half a second, doubling, a random part of it; or when a server that stops asked to.</summary>
internal sealed class Returning(Uri server, string token, Random random)
{
    private const int FirstWait = 500, LongestWait = 30_000;

    /// <summary>Waits for the cut and comes back.</summary>
    /// <param name="listening">When the new server began to listen, by the stopwatch.</param>
    /// <returns>How long after that the visitor was greeted.</returns>
    public static async Task<TimeSpan> BackAsync(HubSocket cut, Returning visitor, Task<long> listening, List<HubSocket> back, CancellationToken cancellationToken)
    {
        await cut.Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var socket = await visitor.ComeBackAsync(cut.ComeBackAfter, cancellationToken);
        var at = Stopwatch.GetTimestamp();
        await cut.DisposeAsync();
        lock (back) back.Add(socket);
        return Stopwatch.GetElapsedTime(await listening, at);
    }

    private async Task<HubSocket> ComeBackAsync(TimeSpan? asked, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            await Task.Delay(asked ?? Wait(attempt), TimeProvider.System, cancellationToken);
            asked = null;
            HubSocket? socket = null;
            try
            {
                socket = await HubSocket.ConnectAsync(server, Visitors.Hub, cancellationToken);
                await socket.InvokeAsync("Hello", $$"""{"protocol":1,"site":"{{Visitors.Site}}","lang":"en","token":"{{token}}","after":0}""", cancellationToken);
                return socket;
            }
            catch (Exception away) when (away is WebSocketException or InvalidOperationException or IOException)
            {
                if (socket is not null) await socket.DisposeAsync();
            }
        }
    }

    private TimeSpan Wait(int attempt)
    {
        var most = Math.Min(LongestWait, FirstWait << Math.Min(attempt, 10));
        lock (random) return TimeSpan.FromMilliseconds((most / 2) + random.Next(most / 2));
    }
}
