namespace AgentConsole.Console.Views;

/// <summary>What a list says of a saved view: its name, and what stands there where it holds nothing.</summary>
public sealed record ViewWords(string Name, string Empty, string EmptyText);
