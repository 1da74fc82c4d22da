namespace AgentConsole.Resources;

/// <summary>The words of the palette and of what is told while it happens: <c>HandsWords.resx</c> and its languages.</summary>
public sealed class HandsWords;
