namespace AgentConsole.Console.Ticket.Merging;

/// <summary>What another ticket is looked for.</summary>
public enum LinkDialogMode { Merge, Link }
