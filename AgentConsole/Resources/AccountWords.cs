namespace AgentConsole.Resources;

/// <summary>Names AccountWords.resx: the words of invitations and of one's own account.</summary>
public sealed class AccountWords;
