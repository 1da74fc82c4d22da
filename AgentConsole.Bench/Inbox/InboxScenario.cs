using System.Diagnostics;
using AgentConsole.Bench.Support;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Bench.Inbox;

/// <summary>
/// The inbox at the server, with a thousand, ten thousand and a hundred thousand open tickets, the last (without <c>--quick</c>) among a million. The sizes take turns, so that what the machine and the
/// compiler do meanwhile harms all of them alike.
/// </summary>
internal static class InboxScenario
{
    private const string Name = "inbox";

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var rounds = options.Quick ? 15 : 100;
        var sizes = new List<InboxOfSize>();
        try
        {
            foreach (var (open, closed) in new[] { (1_000, 0), (10_000, 0), (100_000, options.Quick ? 0 : 900_000) }) sizes.Add(await InboxOfSize.StartAsync(open, closed, cancellationToken));
            var (started, limit) = (Stopwatch.GetTimestamp(), TimeSpan.FromSeconds(options.Quick ? 15 : 120));
            for (var i = -rounds / 2; i < rounds && (i < 5 || Stopwatch.GetElapsedTime(started) < limit); i++)
            {
                foreach (var size in sizes) await size.RoundAsync(counts: i >= 0, saved: i % 3 == 0, cancellationToken);
            }

            return
            [
                .. sizes.SelectMany(Tell),
                .. Flat("page with counts", sizes.ConvertAll(size => size.Warm)),
                Together("page with counts, no row in memory", sizes.ConvertAll(size => size.Cold)),
                .. await ChangesAsync(sizes[^1].Core, options.Quick ? 60 : 400, cancellationToken),
            ];
        }
        finally
        {
            foreach (var size in sizes) await size.DisposeAsync();
        }
    }

    private static IEnumerable<Figure> Tell(InboxOfSize size)
    {
        var raw = size.Raw;
        foreach (var (what, windows) in new[] { ("page with counts", size.Warm), ("page with counts, no row in memory", size.Cold) })
        {
            var slowest = windows.Slowest;
            yield return Figure.AtMostTimes(Name, $"{what}, {size.Label}, slowest ({Label(slowest)}), median", windows[slowest].Median, "ms", raw.Median, 30);
            yield return Figure.Note(Name, $"{what}, {size.Label}, all views and orders, p95", windows.Together.Rank(0.95), "ms", raw.Rank(0.95));
        }

        foreach (var (what, times) in size.Saved.Times)
        {
            yield return Figure.AtMostTimes(Name, $"saved view {what}, {size.Label}, first window, median", times.First.Median, "ms", raw.Median, 50);
            yield return Figure.Note(Name, $"saved view {what}, {size.Label}, until it is whole and counted, median", times.Whole.Median, "ms", raw.Median);
        }

        yield return Figure.AtMostTimes(Name, $"saved view that somebody looks at already, {size.Label}, first window, median", size.Saved.Shared.Median, "ms", raw.Median, 50);
    }

    /// <summary>The slowest size's median against the fastest's: of the view and order where they differ most, and of all together.</summary>
    private static IEnumerable<Figure> Flat(string what, List<FirstWindows> sizes)
    {
        var worst = sizes[0].Keys.Select(key => (Key: key, Medians: sizes.ConvertAll(size => size[key].Median))).MaxBy(pair => pair.Medians.Max() / pair.Medians.Min());
        yield return Together(what, sizes);
        yield return Within2($"{what}, slowest size (raw: fastest), worst ({Label(worst.Key)})", worst.Medians);
    }

    private static Figure Together(string what, List<FirstWindows> sizes) =>
        Within2($"{what}, slowest size (raw: fastest), all views and orders", sizes.ConvertAll(size => size.Together.Median));

    private static Figure Within2(string name, List<double> medians) =>
        new(Name, name, medians.Max(), "ms", medians.Min(), medians.Max() / medians.Min(), "flat within 2x", medians.Max() <= 2 * medians.Min());

    /// <summary>Few and many take turns, after one turn of each that doesn't count.</summary>
    private static async Task<IReadOnlyList<Figure>> ChangesAsync(CoreHost core, int changes, CancellationToken cancellationToken)
    {
        var (few, many) = (new ChangeCost(), new ChangeCost());
        for (var turn = -1; turn < 2; turn++)
        {
            await (turn < 0 ? new ChangeCost() : few).MeasureAsync(core, 1, changes, cancellationToken);
            await (turn < 0 ? new ChangeCost() : many).MeasureAsync(core, 40, changes, cancellationToken);
        }

        return
        [
            Figure.AtMostTimes(Name, "one change with 200 watchers of 5 views, processor time (raw: with 5)", many.CpuMilliseconds, "ms", few.CpuMilliseconds, 3),
            Figure.Note(Name, "one change until the last of 200 watchers is told (raw: of 5), p50", many.Told.Median, "ms", few.Told.Median),
            Figure.Note(Name, "one change until the last of 200 watchers is told (raw: of 5), p99", many.Told.Rank(0.99), "ms", few.Told.Rank(0.99)),
        ];
    }

    private static string Label((InboxView View, InboxOrder Order) key) => $"{key.View}/{key.Order}";
}
