using System.Globalization;

namespace AgentConsole.Bench.Chat;

/// <summary>What a server holds after each of several equal talks, the first of which filled what is filled once.</summary>
internal sealed class Kept(int messages)
{
    private const double Mebibyte = 1024 * 1024;

    private readonly List<(double Process, long InUse)> _rounds = [];

    public void Add(double processMebibytes, long inUse)
    {
        _rounds.Add((processMebibytes, inUse));
        System.Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after talk {_rounds.Count}: process {processMebibytes:0.0} MiB, of it in use on the heap {inUse / Mebibyte:0.00}"));
    }

    public IEnumerable<Figure> Figures(string scenario)
    {
        var (first, last, count) = (_rounds[0], _rounds[^1], _rounds.Count - 1);
        return
        [
            Figure.AtMost(scenario, "in use on the heap after collection, more for each message", (double)(last.InUse - first.InUse) / (messages * count), "B", 100),
            Figure.AtMost(scenario, "growth of the process by each talk, after collection", (last.Process - first.Process) / count, "MiB", 4),
        ];
    }
}
