using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Bench.Seed;
using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Sla;

/// <summary>
/// The SLA clock with many open tickets: what it costs to wait for them, how late a breach is, and how long it takes until all of many that fall due together are told.
/// </summary>
internal static class SlaScenario
{
    private const string Name = "sla";

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        int[] sizes = options.Quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
        var measures = new List<SlaMeasures>();
        // Once: that of the million would take an hour and say the same.
        var judgedAnew = options.Quick ? 10_000 : 100_000;
        foreach (var size in sizes) measures.Add(await MeasureAsync(size, options.Quick, size == judgedAnew, cancellationToken));
        return [.. sizes.Zip(measures).SelectMany(pair => Tell(pair.First, pair.Second, measures[0]))];
    }

    private static IEnumerable<Figure> Tell(int size, SlaMeasures measured, SlaMeasures least)
    {
        var open = string.Create(CultureInfo.InvariantCulture, $"{size:N0} open");
        yield return Figure.Note(Name, $"{open}: the clock's load at start", measured.LoadSeconds, "s");
        yield return Figure.AtMost(Name, $"{open}: a ticket in the clock", measured.BytesEach, "bytes", 150);
        yield return Figure.Note(Name, $"{open}: the core's whole process, its inbox too", measured.ResidentMebibytes, "MiB");
        yield return Figure.AtMost(Name, $"{open}: idle, of one processor", measured.IdleShare * 100, "%", 1);
        yield return Figure.AtMostTimes(
            Name, string.Create(CultureInfo.InvariantCulture, $"{open}: one change, processor time with its commit (raw: with 10,000)"), measured.ChangeMilliseconds, "ms", least.ChangeMilliseconds, 2);
        yield return Figure.Note(Name, $"{open}: one change of the queue alone", measured.SetNanoseconds, "ns");
        yield return Figure.AtMost(Name, $"{open}: 10,000 due together, until the last is journalled", measured.JournalledSeconds, "s", 5);
        yield return Figure.AtMost(Name, $"{open}: 10,000 due together, until the inbox shows the last", measured.ShownSeconds, "s", 5);
        yield return Figure.Note(Name, $"{open}: 1,000 due within a second, from instant to commit, p50", measured.Delays[0], "ms");
        yield return Figure.AtMost(Name, $"{open}: 1,000 due within a second, from instant to commit, p99", measured.Delays[1], "ms", 1_000);
        yield return Figure.Note(Name, $"{open}: 1,000 due within a second, from instant to commit, longest", measured.Delays[2], "ms");
        yield return Figure.AtMost(Name, $"{open}: breaches told twice or not at all", measured.NotToldOnce, "", 0);
        if (measured.Rejudged is not { } rejudged) yield break;
        if (rejudged.IsAll) yield return Figure.Note(Name, string.Create(CultureInfo.InvariantCulture, $"{open}: an edited policy, until all {rejudged.Tickets:N0} are judged by it"), rejudged.Seconds, "s");
        else yield return Figure.Note(Name, $"{open}: an edited policy, tickets judged by it a second", rejudged.Tickets / rejudged.Seconds, "/s");
        yield return Figure.Note(Name, $"{open}: an agent's note meanwhile, p50", rejudged.Median, "ms");
        yield return Figure.AtMost(Name, $"{open}: an agent's note meanwhile, p99", rejudged.P99, "ms", 200);
        yield return Figure.Note(Name, $"{open}: an agent's note meanwhile, longest", rejudged.Longest, "ms");
    }

    private static async Task<SlaMeasures> MeasureAsync(int size, bool quick, bool rejudge, CancellationToken cancellationToken)
    {
        using var database = new TempDatabase();
        var storms = Storms.After(TimeProvider.System.GetUtcNow());
        await DeskSeed.FillAsync(database, size, cancellationToken, storms.All);
        using var core = Process.Start(new ProcessStartInfo(
            "dotnet", [Paths.Bench, SlaPart.Part, Milliseconds(storms.Together), Milliseconds(storms.OneByOne), database.File, quick ? "true" : "false", rejudge ? "true" : "false"])
        {
            WorkingDirectory = Paths.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var said = await core.StandardOutput.ReadToEndAsync(cancellationToken);
            await core.WaitForExitAsync(cancellationToken);
            if (core.ExitCode != 0) throw new InvalidOperationException($"The core ended with {core.ExitCode}: {said}");
            return JsonSerializer.Deserialize<SlaMeasures>(said[said.IndexOf('{', StringComparison.Ordinal)..])!;
        }
        finally
        {
            if (!core.HasExited) core.Kill();
        }
    }

    private static string Milliseconds(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
