namespace AgentConsole.Resources;

/// <summary>Names WallWords.resx: the words of the wall.</summary>
public sealed class WallWords;
