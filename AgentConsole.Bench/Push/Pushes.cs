using System.Diagnostics;
using System.Globalization;
using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Push;

/// <summary>What senders sent at a steady pace and what listeners saw of it.</summary>
/// <param name="Latency">Milliseconds from a send to each listener's first sight of it.</param>
/// <param name="Sent">Messages sent and answered.</param>
/// <param name="Lost">Sights that were due and never came.</param>
internal sealed record Pushes(Samples Latency, int Sent, int Lost)
{
    public const int PerSecond = 50;

    private const int FirstToken = 1_000_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Sends so many messages, fifty a second whatever becomes of them, the senders by turns; waits until all listeners have seen what they should.
    /// The first <paramref name="warmUp"/> don't count.
    /// </summary>
    /// <param name="send">Sends a text as the sender of that index; ends when it was answered.</param>
    /// <param name="dueEach">How many listeners see each message.</param>
    public static async Task<Pushes> RunAsync(
        Listeners listeners, int senders, Func<int, string, Task> send, int dueEach, int warmUp, int count, CancellationToken cancellationToken)
    {
        var sentAt = new long[warmUp + count];
        var sends = new List<Task>(sentAt.Length);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < sentAt.Length; i++)
        {
            var wait = TimeSpan.FromSeconds((double)i / PerSecond) - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, TimeProvider.System, cancellationToken);
            sentAt[i] = Stopwatch.GetTimestamp();
            sends.Add(send(i % senders, string.Create(CultureInfo.InvariantCulture, $"tk{FirstToken + i} Hello, my parcel was to come yesterday. Where is it?")));
        }

        await Task.WhenAll(sends);
        var (latency, seen) = (new Samples(), 0);
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken))
        {
            var report = await listeners.ReportAsync(cancellationToken);
            if (report.Ended.Length > 0) throw new InvalidOperationException($"A listener was cut off: {report.Ended[0]}");
            var counted = report.Seen.Where(sight => sight[0] >= FirstToken + warmUp).ToList();
            seen = counted.Count;
            if (seen < count * dueEach && waited.Elapsed < LongestWait) continue;
            latency.AddRange(counted.Select(sight => (sight[2] - (sentAt[(int)sight[0] - FirstToken] * (1e9 / Stopwatch.Frequency))) / 1e6));
            return new Pushes(latency, count, (count * dueEach) - seen);
        }
    }
}
