namespace AgentConsole.Resources;

/// <summary>Words to programs outside and to those who write them: what is wrong with a request.</summary>
public sealed class ApiWords;
