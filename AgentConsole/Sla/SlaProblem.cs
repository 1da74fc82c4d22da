using AgentConsole.Common;

namespace AgentConsole.Sla;

/// <summary>Something that keeps a calendar or a policy from being used.</summary>
/// <param name="Where">The place in the data, such as <c>week.Monday[0]</c>.</param>
/// <param name="What">What is wrong there; its words are a resource like any refusal's.</param>
public sealed record SlaProblem(string Where, Refusal What)
{
    public override string ToString() => $"{Where}: {What}";
}
