using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.People.Bans;

namespace AgentConsole.Channels.Chat;

/// <summary>Keeps visitors out who are banned: their greetings are refused, and the connections they have end when the ban is made, on whichever node.</summary>
internal sealed partial class ChatBans(BanBook book, ChatRooms rooms, TimeProvider time, ILogger<ChatBans> logger) : BackgroundService
{
    /// <summary>How often what has ended is taken away.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(15);

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
            await book.HoldAsync(ban, [session.Address], cancellationToken);
            return Refused(ban.Until);
        }

        return person is null && book.OfAddress(session.Address) is { } held ? Refused(held.AddressUntil) : null;
    }

    /// <summary>As for a greeting, for what comes with a token only.</summary>
    public Refusal? Check(string visitorId) => book.OfVisitor(visitorId) is { } ban ? Refused(ban.Until) : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
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
                Log.Failed(logger, exception);
            }
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
                await book.HoldAsync(ban, sessions.Select(session => session.Address), CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            // They are cut off all the same, and their next greeting holds the address.
            Log.Failed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What a ban holds could not be stored or taken away")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
