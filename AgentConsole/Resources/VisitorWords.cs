namespace AgentConsole.Resources;

/// <summary>The words of who is on the sites and of invitations: <c>VisitorWords.resx</c> and its languages.</summary>
public sealed class VisitorWords;
