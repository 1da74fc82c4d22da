namespace AgentConsole.Bench.Support;

/// <summary>Where things stand in the repository.</summary>
internal static class Paths
{
    /// <summary>The repository's root: the server's content root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The server, as built with the bench.</summary>
    public static string Server => Path.Combine(AppContext.BaseDirectory, "AgentConsole.dll");

    /// <summary>The bench itself, for the parts of it that run in a process of their own.</summary>
    public static string Bench => Path.Combine(AppContext.BaseDirectory, "AgentConsole.Bench.dll");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AgentConsole.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The bench stands outside of the repository: AgentConsole.sln is in no folder above it.");
    }
}
