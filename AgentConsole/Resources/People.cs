namespace AgentConsole.Resources;

/// <summary>Words of sign-in, accounts and set-up: <c>IStringLocalizer&lt;Resources.People&gt;</c> reads People.resx beside this.</summary>
public sealed class People;
