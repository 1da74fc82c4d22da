namespace AgentConsole.Resources;

/// <summary>The search page's words: <c>SearchWords.resx</c> and its languages.</summary>
public sealed class SearchWords;
