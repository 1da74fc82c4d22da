namespace AgentConsole.Resources;

/// <summary>Names AdminWords.resx: the words of the settings pages.</summary>
public sealed class AdminWords;
