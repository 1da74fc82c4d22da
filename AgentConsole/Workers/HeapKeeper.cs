using AgentConsole.Common;

namespace AgentConsole.Workers;

/// <summary>
/// Gives the C library's free memory back to the system while the server runs. Whoever opens a page has code compiled, batches compressed and rows read, all in that heap, and when it is
/// done some megabytes of it are holes between what stays (docs/bench.md). One look takes a millisecond or two.
/// </summary>
internal sealed class HeapKeeper : BackgroundService
{
    /// <summary>How often what the start alone needed of libraries is let go: so many times, at each look.</summary>
    private const int Starts = 2;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (SystemHeap.Trimming() is not { } trim) return;
        // The heap is this process's own and knows no other time, whichever the application was given.
        var (files, looks) = (new MappedFiles(), 0);
        files.GiveBack();
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            trim();
            if (looks++ < Starts) files.GiveBack();
        }
    }
}
