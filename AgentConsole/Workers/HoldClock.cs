using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Routing;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Workers;

/// <summary>Ends holds and offers at their instant. It sleeps until the one that ends next, and looks at no ticket before.</summary>
public sealed partial class HoldClock(IDbContextFactory<DeskDb> databases, Desk.Desk desk, LiveFeed feed, TimeProvider time, ILogger<HoldClock> logger) : BackgroundService
{
    /// <summary>It looks at least this often, because the machine's clock may be set or the machine may sleep.</summary>
    public static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    /// <summary>How many are sent to the Desk together, to share its commits.</summary>
    public const int Together = 256;

    private readonly DueTransitions _due = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var alarm = new Alarm(feed, time, TicketChanges.Assignee);
        await DueLoop.RunAsync(EndAllDueAsync, alarm, time, exception => Log.Failed(logger, exception), stoppingToken);
    }

    private async Task<DateTimeOffset> EndAllDueAsync(CancellationToken cancellationToken)
    {
        for (var few = 1; ; few = Together)
        {
            var (now, next) = (time.Instant(), await NextAsync(_due.Tried + few, cancellationToken));
            var ready = _due.Take(next, now, Together);
            if (ready.Count == 0) return _due.LookAgainAt(next, now, LongestSleep);
            await Task.WhenAll(ready.Select(due => EndAsync(due.TicketId, cancellationToken)));
        }
    }

    private async Task EndAsync(long ticketId, CancellationToken cancellationToken)
    {
        if ((await desk.ExecuteAsync(new EndHold(ticketId), cancellationToken)).Refusal is { } refusal) Log.Refused(logger, ticketId, refusal.Code);
    }

    private async Task<IReadOnlyList<DueTransition>> NextAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Ticket>().Where(ticket => ticket.HeldUntil != null).OrderBy(ticket => ticket.HeldUntil).Take(count)
            .Select(ticket => new DueTransition(ticket.Id, ticket.HeldUntil!.Value)).ToListAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The hold of ticket {TicketId} could not be ended ({Code}); it is tried again")]
        public static partial void Refused(ILogger logger, long ticketId, string code);

        [LoggerMessage(2, LogLevel.Error, "Holds that are over could not be looked for; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
