namespace AgentConsole.Resources;

/// <summary>Names ConditionWords.resx: how conditions, and the reasons that come of them, are said.</summary>
public sealed class ConditionWords;
