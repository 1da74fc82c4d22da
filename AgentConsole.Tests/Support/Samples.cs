using System.Reflection;

namespace AgentConsole.Tests.Support;

/// <summary>The folder of third parties' cases beside the repository. It is read where it stands and never copied.</summary>
public static class Samples
{
    public static string Root { get; } = typeof(Samples).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == "RepositoryRoot").Value!;

    public static string PathOf(string name) => Path.GetFullPath(Path.Combine(Root, "..", "shared", "samples", name));

    /// <summary>Why a test that reads a sample can't run; null where it can.</summary>
    public static string? ReasonToSkip(string name) => Path.Exists(PathOf(name)) ? null : $"../shared/samples/{name} is not there.";
}

/// <summary>A fact that needs a sample, and says so where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SampleFactAttribute : FactAttribute
{
    public SampleFactAttribute(string name) => Skip = Samples.ReasonToSkip(name);
}
