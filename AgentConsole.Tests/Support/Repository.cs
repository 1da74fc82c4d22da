using System.Diagnostics;
using System.Reflection;

namespace AgentConsole.Tests.Support;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "data", "artifacts", "publish", "TestResults", ".git", ".vs", ".idea"];

    /// <summary>Absolute.</summary>
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>What is committed or would be, relative to the root; without git, what no build made.</summary>
    public static IReadOnlyList<string> Files { get; } = FromGit() ?? FromDisk();

    /// <summary>Those whose names end so.</summary>
    public static IEnumerable<string> Ending(params string[] ends) =>
        Files.Where(file => ends.Any(end => file.EndsWith(end, StringComparison.Ordinal)));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static List<string>? FromGit()
    {
        if (!Path.Exists(Path.Combine(Root, ".git"))) return null;
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "-C", Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var names = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return git.ExitCode == 0 ? [.. names.Where(name => File.Exists(Path.Combine(Root, name)))] : null;
    }

    private static List<string> FromDisk() =>
    [
        .. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => Made.Contains(part, StringComparer.Ordinal)))
            .Where(file => !file.StartsWith("wwwroot/widget/", StringComparison.Ordinal) && !file.StartsWith("wwwroot/_framework/", StringComparison.Ordinal)),
    ];
}
