using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace AgentConsole.Tests.Support;

/// <summary>Answers the loader for AngleSharp.Diffing, which bunit asks for in a version the feed lacks (build/BUnit.props).</summary>
internal static class BUnitAssemblies
{
    [ModuleInitializer]
    internal static void Answer()
    {
        var diffing = typeof(BUnitAssemblies).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "AngleSharpDiffing").Value!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(diffing) : null;
    }
}
