namespace AgentConsole.Resources;

/// <summary>Words that several screens share: <c>IStringLocalizer&lt;Resources.Shared&gt;</c> reads Shared.resx beside this.</summary>
public sealed class Shared;
