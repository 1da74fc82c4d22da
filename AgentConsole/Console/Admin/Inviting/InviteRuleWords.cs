using AgentConsole.Sites.Invitations;
using AgentConsole.Tickets;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Admin.Inviting;

/// <summary>When a rule invites, in one sentence.</summary>
internal static class InviteRuleWords
{
    public static string Of(InviteRule rule, IStringLocalizer words)
    {
        List<string> parts =
        [
            rule.Test == PageTest.Any ? words["Invites.Page.Any"] : words[$"Invites.Page.{rule.Test}.Of", Common.Text.Apart(rule.Page)],
            words["Invites.After", rule.Seconds],
        ];
        if (rule.Visits > 1) parts.Add(words["Invites.From", rule.Visits]);
        if (rule.InHours) parts.Add(words["Invites.InHours"]);
        if (rule.IfOnline) parts.Add(words["Invites.IfOnline"]);
        return string.Join(" · ", parts);
    }
}
