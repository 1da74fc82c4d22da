using System.Threading.Channels;
using AgentConsole.Channels.Chat.Watching;
using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.People.Bans;

namespace AgentConsole.Channels.Chat;

/// <summary>Keeps visitors out who are banned: their greetings are refused, and the connections they have end when the ban is made, on whichever node.</summary>
internal sealed partial class ChatBans(BanBook book, ChatRooms rooms, Watchers watchers, TimeProvider time, ILogger<ChatBans> logger) : BackgroundService
{
    /// <summary>More than this is not kept to be tried again: the next greeting from there holds it too.</summary>
    private const int MostUnheld = 1_000;

    /// <summary>How often what has ended is taken away.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(15);

    /// <summary>Between tries to store where a banned visitor comes from; doubles up to the longest.</summary>
    internal static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1.5), LongestPause = TimeSpan.FromSeconds(30);

    private readonly Channel<(Ban Ban, string[] Addresses)> _unheld =
        Channel.CreateBounded<(Ban, string[])>(new BoundedChannelOptions(MostUnheld) { FullMode = BoundedChannelFullMode.DropOldest });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        book.Changed += Look;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        book.Changed -= Look;
        return base.StopAsync(cancellationToken);
    }

    /// <summary>Why a connection may not greet as one of these visitors; null where it may. An address keeps out nobody whom the site has signed for: it is shared.</summary>
    public async Task<Refusal?> CheckAsync(ChatSession session, string? former, ChatPerson? person, CancellationToken cancellationToken)
    {
        if ((OfVisitor(person?.VisitorId) ?? OfVisitor(former)) is { } ban)
        {
            await HoldAsync(ban, [session.Address], cancellationToken);
            return Refused(ban.Until);
        }

        return person is null && book.OfAddress(session.Address) is { } held ? Refused(held.AddressUntil) : null;
    }

    /// <summary>As for a greeting, for what comes with a token only.</summary>
    public Refusal? Check(string visitorId) => book.OfVisitor(visitorId) is { } ban ? Refused(ban.Until) : null;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ForgetAsync(stoppingToken), HoldAgainAsync(stoppingToken));

    private async Task ForgetAsync(CancellationToken stoppingToken)
    {
        using var round = new PeriodicTimer(Round, time);
        while (await round.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await book.ForgetEndedAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // What has ended holds nobody, whether or not it is there; the next round tries again.
                Log.NotForgotten(logger, exception);
            }
        }
    }

    /// <summary>The visitor is kept out by the ban itself; what could not be stored of where they come from is tried again until it is.</summary>
    private async Task HoldAsync(Ban ban, string[] addresses, CancellationToken cancellationToken)
    {
        if (!await TryHoldAsync(ban, addresses, cancellationToken)) _unheld.Writer.TryWrite((ban, addresses));
    }

    private async Task HoldAgainAsync(CancellationToken stoppingToken)
    {
        await foreach (var (ban, addresses) in _unheld.Reader.ReadAllAsync(stoppingToken))
        {
            for (var pause = FirstPause; ; pause = pause < LongestPause / 2 ? pause * 2 : LongestPause)
            {
                await Task.Delay(pause, time, stoppingToken);
                if (await TryHoldAsync(ban, addresses, stoppingToken)) break;
            }
        }
    }

    private async Task<bool> TryHoldAsync(Ban ban, string[] addresses, CancellationToken cancellationToken)
    {
        try
        {
            await book.HoldAsync(ban, addresses, cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotHeld(logger, ban.Id, exception);
            return false;
        }
    }

    private Ban? OfVisitor(string? visitorId) => visitorId is null ? null : book.OfVisitor(visitorId);

    private Refusal Refused(DateTimeOffset? until) =>
        until is { } end ? new Refusal("chat.banned", end, (int)Math.Clamp(Math.Ceiling((end - time.GetUtcNow()).TotalMilliseconds), 0, int.MaxValue)) : new Refusal("chat.banned");

    private void Look() => _ = Task.Run(LookAsync);

    private async Task LookAsync()
    {
        try
        {
            foreach (var room in rooms.All)
            {
                if (book.OfVisitor(room.VisitorId) is not { } ban) continue;
                var sessions = room.Sessions;
                foreach (var session in sessions) session.Cut();
                await HoldAsync(ban, [.. sessions.Select(session => session.Address)], CancellationToken.None);
            }

            foreach (var pages in watchers.Expel().GroupBy(page => page.Ban)) await HoldAsync(pages.Key, [.. pages.Select(page => page.Address)], CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Their next greeting is refused all the same.
            Log.NotCut(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Bans that have ended could not be taken away; the next round does")]
        public static partial void NotForgotten(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "Where the visitor of ban {Ban} comes from could not be stored, so it is not held yet; it is tried again")]
        public static partial void NotHeld(ILogger logger, long ban, Exception exception);

        [LoggerMessage(3, LogLevel.Error, "The connections of banned visitors could not be looked through")]
        public static partial void NotCut(ILogger logger, Exception exception);
    }
}
