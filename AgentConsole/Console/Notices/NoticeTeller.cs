using AgentConsole.People.Alerts;
using AgentConsole.Resources;
using AgentConsole.Tickets.Notices;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Notices;

/// <summary>What the browser tells of one notice: js/notices.js decides where it is seen and heard.</summary>
/// <param name="Kind">How it looks: <c>given</c>, <c>at-risk</c>, <c>breached</c>.</param>
/// <param name="Rings">Somebody waits for it to be taken.</param>
/// <param name="RingsFor">For how many milliseconds it rings, before it goes on to somebody else; 0 where it has. Null for until it is opened.</param>
public sealed record ToldNotice(long Seq, long Ticket, string Kind, string Icon, string Title, string Text, bool Rings, long? RingsFor = null);

/// <summary>Tells the person in front of one screen of what is new to them, in the ways that they have chosen. One for each circuit's bell.</summary>
public sealed class NoticeTeller(AlertChoices choices, Scripts scripts, IStringLocalizer<Shared> words)
{
    private const string Script = "/js/notices.js";

    private long? _told;
    private bool _wasUnread;

    /// <summary>Tells what has come since the last time. What was there when the screen was opened is in the bell, and no news.</summary>
    public async Task TellAsync(long agentId, NoticeList read, CancellationToken cancellationToken)
    {
        var before = _told ?? long.MaxValue;
        _told = Math.Max(_told ?? 0, read.Lines is [var newest, ..] ? newest.Notice.Seq : 0);
        var fresh = read.Lines.Where(line => line.Notice.Seq > before && line.Notice.Seq > read.ReadUpTo && Calls(line.Notice.Kind)).Reverse().ToList();
        var isAllRead = _wasUnread && read.Unread == 0;
        _wasUnread = read.Unread > 0;
        if (fresh.Count == 0 && !isAllRead) return;
        var ways = fresh.Count == 0 ? AlertWays.None : await choices.OfAsync(agentId, cancellationToken);
        await using var script = await scripts.LoadAsync(Script);
        if (isAllRead) await script.AskAsync<object>("settle");
        if (ways == AlertWays.None) return;
        var chosen = new { page = ways.HasFlag(AlertWays.Page), desktop = ways.HasFlag(AlertWays.Desktop), sound = ways.HasFlag(AlertWays.Sound) };
        await script.AskAsync<object>("tell", chosen, fresh.ConvertAll(Told));
    }

    /// <summary>What a person follows is worth knowing, but calls nobody: it is in the bell.</summary>
    private static bool Calls(NoticeKind kind) => kind is not (NoticeKind.FollowedReply or NoticeKind.FollowedStatus);

    private ToldNotice Told(NoticeLine line)
    {
        var (notice, look) = (line.Notice, NoticeLook.Of(line.Notice));
        return new ToldNotice(notice.Seq, notice.TicketId, look.Kind, look.Icon, NoticeLook.Text(notice, words), line.Subject, notice.Kind is NoticeKind.Assigned or NoticeKind.HandedOver or NoticeKind.Offered or NoticeKind.Whispered,
            notice.Kind == NoticeKind.Offered ? (long?)(line.OfferedUntil - notice.At)?.TotalMilliseconds ?? 0 : null);
    }
}
