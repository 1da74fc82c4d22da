namespace AgentConsole.Resources;

/// <summary>Names TicketWords.resx: the words of the ticket's screens.</summary>
public sealed class TicketWords;
