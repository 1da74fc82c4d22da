using AgentConsole.Common;

namespace AgentConsole.Channels.Api;

/// <summary>Everything wrong with a request, each with its place in it, told together.</summary>
internal sealed class ApiProblems
{
    /// <summary>A request can be wrong in as many places as it has; nobody reads more than these.</summary>
    public const int Most = 100;

    private readonly List<(string Where, Refusal What)> _all = [];

    public IReadOnlyList<(string Where, Refusal What)> All => _all;

    public bool Any => _all.Count > 0;

    public void Add(string where, Refusal what)
    {
        if (_all.Count < Most) _all.Add((where, what));
    }

    /// <summary>The place of a field below another.</summary>
    public static string Below(string where, string name) => where.Length == 0 ? Text.Preview(name, 60) : $"{where}.{Text.Preview(name, 60)}";
}
