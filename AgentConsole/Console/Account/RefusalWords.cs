using AgentConsole.Common;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Account;

internal static class RefusalWords
{
    /// <summary>The sentence of a refusal: the resource <c>Refusal.</c> and its code.</summary>
    public static string Say(this IStringLocalizer words, Refusal refusal) => words[$"Refusal.{refusal.Code}", refusal.Arguments];
}
