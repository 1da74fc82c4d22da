using System.Collections.Concurrent;
using AgentConsole.Common;
using AgentConsole.Sites;
using AgentConsole.Sla;
using AgentConsole.Tickets.Entry;
using AgentConsole.Tickets.Fields;

namespace AgentConsole.Channels.Chat.Before;

/// <summary>
/// The hours of the sites: asked by each greeting, and told to everybody on a site when it opens or closes. One sleeper for all sites, which wakes at the
/// next instant at which one changes, or when somebody changes a site or a calendar.
/// </summary>
internal sealed partial class ChatHours(SiteDirectory sites, SlaCatalog sla, FieldCatalog fields, ChatRooms rooms, TimeProvider time, ILogger<ChatHours> logger) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12), Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<long, Known> _known = new();
    private readonly Bell _bell = new(time);
    private Dictionary<string, (Opening? Opening, SiteEntry Entry)> _told = new(StringComparer.Ordinal);

    /// <summary>How the site stands now; null where it tells no hours.</summary>
    public Opening? Of(Site site)
    {
        if (site.Entry.Hours == SiteHours.Unsaid) return null;
        var (book, now) = (sla.Book, time.Instant());
        if (_known.TryGetValue(site.Id, out var known) && ReferenceEquals(known.Site, site) && ReferenceEquals(known.Book, book) && known.Opening?.HoldsAt(now) == true && known.At <= now) return known.Opening;
        var opening = SiteOpening.At(site, book, now);
        _known[site.Id] = new Known(site, book, opening, now);
        return opening;
    }

    public HoursReply? ReplyOf(Site site) => Reply(Of(site), time.Instant());

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        sites.Changed += _bell.Ring;
        sla.Changed += _bell.Ring;
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        sites.Changed -= _bell.Ring;
        sla.Changed -= _bell.Ring;
        _bell.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            DateTimeOffset? next;
            try
            {
                next = await TellAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
                next = time.Instant() + Pause;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await _bell.WaitAsync(next - time.GetUtcNow() is { } rest && rest < Longest ? rest : Longest, stoppingToken);
        }
    }

    /// <summary>Tells what changed; when the next change is.</summary>
    private async Task<DateTimeOffset?> TellAsync(CancellationToken cancellationToken)
    {
        await sla.FreshAsync(cancellationToken);
        var all = await sites.AllAsync(cancellationToken);
        var now = all.ToDictionary(site => site.Site.Key, site => (Opening: Of(site.Site), site.Site.Entry), StringComparer.Ordinal);
        var changed = now.Where(pair => !_told.TryGetValue(pair.Key, out var before) || before != pair.Value).ToDictionary(StringComparer.Ordinal);
        _told = now;
        if (changed.Count > 0)
        {
            foreach (var room in rooms.All)
            {
                if (changed.TryGetValue(room.Site.Site.Key, out var news)) rooms.Tell(room, ChatProtocol.Hours, NewsOf(news.Opening, news.Entry, room));
            }
        }

        return now.Values.Min(site => site.Opening?.Until);
    }

    /// <summary>A site that says nothing of hours any more is as good as open. What is asked may be something else now than when the visitor was greeted.</summary>
    private HoursReply NewsOf(Opening? opening, SiteEntry entry, ChatRoom room) => (Reply(opening, time.Instant()) ?? new HoursReply(true, null, time.Instant())) with
    {
        Entry = EntryQuestions.FormOf(entry, ChatEntry.VisitorOf(room), fields.Active, room.Sessions is [var first, ..] ? first.Language : "en"),
    };

    private static HoursReply? Reply(Opening? opening, DateTimeOffset now) => opening is null ? null : new HoursReply(opening.IsOpen, opening.Until, now);

    private sealed record Known(Site Site, SlaBook Book, Opening? Opening, DateTimeOffset At);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The sites' hours could not be told; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
