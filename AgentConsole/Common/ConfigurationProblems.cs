namespace AgentConsole.Common;

/// <summary>
/// Everything that is wrong with the configuration, collected over all features and told at once. A feature's <c>AddX</c> reads its section,
/// adds a problem for each setting that can't be used, and goes on; the application starts only where the list is empty.
/// </summary>
public sealed class ConfigurationProblems
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> All => _problems;

    /// <param name="setting">Its full name, such as <c>Storage:Provider</c>.</param>
    /// <param name="words">A sentence for the person who wrote it: what is wrong and what would be right. Never a secret.</param>
    public void Add(string setting, string words) => _problems.Add($"{setting}: {words}");

    /// <summary>Reads a section into its options; reports names that it doesn't have and values of the wrong type.</summary>
    public T Read<T>(IConfiguration configuration, string section) where T : class, new()
    {
        var known = typeof(T).GetProperties().Select(property => property.Name).ToList();
        foreach (var child in configuration.GetSection(section).GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                Add(child.Path, $"there is no such setting. {section} has {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
        }

        try
        {
            return configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException wrongType)
        {
            Add(section, wrongType.Message);
            return new T();
        }
    }

    /// <summary>Prints them, one a line.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine(_problems.Count == 1 ? "The configuration has a problem:" : $"The configuration has {_problems.Count} problems:");
        foreach (var problem in _problems) output.WriteLine($"  {problem}");
        output.WriteLine("Settings come from appsettings.json, from the environment (Storage__Provider) and from the command line (--Storage:Provider=…).");
    }
}
