using System.Globalization;
using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Chat;

/// <summary>What a server holds after each of several equal talks, the first of which filled what is filled once.</summary>
/// <param name="messages">Of each talk.</param>
internal sealed class Kept(int messages)
{
    // What fills and empties by itself moves by a few hundred kilobytes from one look to the next; a kilobyte forgotten with each message shows as twice this and more.
    private const int MostOfEach = 500;
    private const double Mebibyte = 1024 * 1024;

    private readonly List<Needed> _rounds = [];

    public void Add(Needed needed)
    {
        _rounds.Add(needed);
        System.Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after talk {_rounds.Count}: process {needed.ProcessMebibytes:0.0} MiB, of it in use on the heap {needed.InUse / Mebibyte:0.00}"));
    }

    public IEnumerable<Figure> Figures(string scenario)
    {
        var (first, last, count) = (_rounds[0], _rounds[^1], _rounds.Count - 1);
        return
        [
            Figure.AtMost(scenario, "in use on the heap after collection, more for each message", (double)(last.InUse - first.InUse) / (messages * count), "B", MostOfEach),
            Figure.AtMost(scenario, "growth of the process by each talk, after collection", (last.ProcessMebibytes - first.ProcessMebibytes) / count, "MiB", 4),
        ];
    }
}
