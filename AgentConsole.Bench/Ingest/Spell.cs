using System.Diagnostics;
using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Ingest;

/// <summary>What was sent and acknowledged in one go.</summary>
/// <param name="AfterSeq">Everything in the journal after this and up to <paramref name="UpToSeq"/> came with it.</param>
/// <param name="Latency">Milliseconds from a send to its answer.</param>
internal sealed record Spell(int Count, double PerSecond, long AfterSeq, long UpToSeq, Samples Latency)
{
    /// <summary>So many workers send, each the next one when the last was answered, until there is no visitor for them any more.</summary>
    public static async Task<Spell> RunAsync(int workers, Func<int, HubSocket?> next, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, workers).Select(async worker =>
        {
            var (seqs, times) = (new List<long>(), new List<double>());
            while (next(worker) is { } visitor)
            {
                var sent = Stopwatch.GetTimestamp();
                seqs.Add(await Visitors.SayAsync(visitor, $"Hello, my parcel was to come yesterday and it has not. Where is it? ({worker}/{seqs.Count})", cancellationToken));
                times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }

            return (seqs, times);
        }));
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var latency = new Samples();
        foreach (var (_, times) in all) latency.AddRange(times);
        return new Spell(latency.Count, latency.Count / took, all.SelectMany(worker => worker.seqs).Min() - 1, all.SelectMany(worker => worker.seqs).Max(), latency);
    }
}
