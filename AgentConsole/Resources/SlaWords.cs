namespace AgentConsole.Resources;

/// <summary>Words about agreements and calendars: what is wrong with one that somebody writes.</summary>
public sealed class SlaWords;
