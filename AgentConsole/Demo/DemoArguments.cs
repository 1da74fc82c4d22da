namespace AgentConsole.Demo;

/// <summary>The demonstration's switches on the command line, as the settings they stand for.</summary>
public static class DemoArguments
{
    /// <summary>
    /// <c>--demo</c>, <c>--quiet</c> and <c>--seed N</c> become <c>--Demo=true</c>, <c>--Demo:Quiet=true</c> and <c>--Demo:Seed=N</c>. The configuration would take
    /// what follows a bare switch for its value.
    /// </summary>
    public static string[] Expand(IReadOnlyList<string> arguments)
    {
        var expanded = new List<string>(arguments.Count);
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--demo":
                    expanded.Add("--Demo=true");
                    break;
                case "--quiet":
                    expanded.Add("--Demo:Quiet=true");
                    break;
                case "--seed" when i + 1 < arguments.Count:
                    expanded.Add($"--Demo:Seed={arguments[++i]}");
                    break;
                case var seed when seed.StartsWith("--seed=", StringComparison.Ordinal):
                    expanded.Add($"--Demo:Seed={seed["--seed=".Length..]}");
                    break;
                default:
                    expanded.Add(arguments[i]);
                    break;
            }
        }

        return [.. expanded];
    }
}
