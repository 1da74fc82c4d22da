using AgentConsole.Console.Controls;
using AgentConsole.Resources;
using AgentConsole.Tickets.Notices;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Notices;

/// <summary>How a notice is shown, and what it says.</summary>
internal static class NoticeLook
{
    public static string Text(Notice notice, IStringLocalizer<Shared> words) => words[$"Notices.{notice.Kind}", notice.Target is { } target ? words.Of(target) : ""];

    public static (string Kind, string Icon) Of(Notice notice) => notice.Kind switch
    {
        NoticeKind.SlaAtRisk => ("at-risk", "risk"),
        NoticeKind.SlaBreached => ("breached", "breached"),
        NoticeKind.NotSent => ("breached", "send"),
        NoticeKind.HandedOver => ("given", "team"),
        NoticeKind.Escalated => ("at-risk", "team"),
        NoticeKind.SetAway => ("at-risk", "user"),
        NoticeKind.Whispered => ("given", "mention"),
        NoticeKind.Mentioned => ("given", "mention"),
        NoticeKind.FollowedReply or NoticeKind.FollowedStatus => ("given", "follow"),
        _ => ("given", "user"),
    };
}
