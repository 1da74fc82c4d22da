namespace AgentConsole.Data;

/// <summary>The database can't be used as it is. The message is for the person who runs the server: what is wrong and what to do.</summary>
public sealed class StorageUnusableException(string message, Exception? inner = null) : Exception(message, inner);
