namespace AgentConsole.Resources;

/// <summary>The inbox's words: <c>IStringLocalizer&lt;Resources.InboxWords&gt;</c> reads InboxWords.resx beside this.</summary>
public sealed class InboxWords;
