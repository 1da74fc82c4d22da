using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AgentConsole.Bench;

/// <summary>Runs a scenario, and tells its figures as a table and as JSON.</summary>
internal static class Report
{
    private static readonly string[] Head = ["figure", "value", "raw limit", "ratio", "goal", "met"];

    /// <summary>The exit code: 0 where the run was sound, whether or not a goal was met.</summary>
    public static async Task<int> RunAsync(
        BenchOptions options, Func<BenchOptions, CancellationToken, Task<IReadOnlyList<Figure>>> scenario, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var before = Machine.Load();
        var figures = await scenario(options, cancellationToken);
        Print(figures);
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Scenario}{(options.Quick ? " --quick" : "")}{(options.Postgres ? " --postgres" : "")}: {watch.Elapsed.TotalSeconds:0.0} s, {Environment.ProcessorCount} processors, load before {before}"));
        if (options.Json is { } file) await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, FigureJson.Options), cancellationToken);
        return 0;
    }

    private static void Print(IReadOnlyList<Figure> figures)
    {
        var rows = figures.Select(figure => new[]
        {
            figure.Name, $"{Number(figure.Value)} {figure.Unit}", figure.Raw is { } raw ? Number(raw) : "", figure.Ratio is { } ratio ? Number(ratio) : "",
            figure.Goal ?? "", figure.Met switch { true => "yes", false => "NO", null => "" },
        }).Prepend(Head).ToList();
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var (index, row) in rows.Index())
        {
            System.Console.WriteLine(string.Join("  ", row.Select((cell, column) => column is 0 or 4 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
            if (index == 0) System.Console.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
        }
    }

    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    private static class FigureJson
    {
        public static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = new Names() };

        /// <summary>The figure's name is called <c>figure</c>, as the issue has it.</summary>
        private sealed class Names : JsonNamingPolicy
        {
            public override string ConvertName(string name) => name == nameof(Figure.Name) ? "figure" : CamelCase.ConvertName(name);
        }
    }
}
