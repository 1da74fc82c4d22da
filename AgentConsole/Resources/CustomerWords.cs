namespace AgentConsole.Resources;

/// <summary>The customers' pages' words: <c>CustomerWords.resx</c> and its languages.</summary>
public sealed class CustomerWords;
