namespace AgentConsole.Resources;

/// <summary>The words of the settings pages.</summary>
public sealed class AdminWords;
