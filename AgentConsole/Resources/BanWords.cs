namespace AgentConsole.Resources;

/// <summary>What is said of bans: <c>BanWords.resx</c> and its languages.</summary>
public sealed class BanWords;
