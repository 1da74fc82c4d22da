namespace AgentConsole.Resources;

/// <summary>Names PolicyWords.resx: the words of the pages for policies and priorities.</summary>
public sealed class PolicyWords;
