using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Desk;
using AgentConsole.Live;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Workers;

/// <summary>
/// Closes a resolved ticket once its reopen window is over: Resolved was the agent's word, the customer's silence makes it Closed. It sleeps until the window that
/// ends next, and looks at no ticket whose window has not ended but that one.
/// </summary>
public sealed partial class Housekeeping(
    IDbContextFactory<DeskDb> databases, Desk.Desk desk, DeskOptions options, LiveFeed feed, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    /// <summary>It looks at least this often, because the machine's clock may be set or the machine may sleep.</summary>
    public static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    /// <summary>How many are sent to the Desk together, to share its commits.</summary>
    public const int Together = 256;

    private readonly DueTransitions _due = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var alarm = new Alarm(feed, time, TicketChanges.Status);
        await DueLoop.RunAsync(CloseAllDueAsync, alarm, time, exception => Log.Failed(logger, exception), stoppingToken);
    }

    /// <summary>Closes until no window is over, and says when to look again.</summary>
    private async Task<DateTimeOffset> CloseAllDueAsync(CancellationToken cancellationToken)
    {
        // Mostly a status changed and no window is over: looking has to be cheap.
        for (var few = 1; ; few = Together)
        {
            var (now, next) = (time.Instant(), await NextAsync(_due.Tried + few, cancellationToken));
            var ready = _due.Take([.. next.Select(resolved => resolved.Due)], now, Together);
            if (ready.Count == 0) return _due.LookAgainAt([.. next.Select(resolved => resolved.Due)], now, LongestSleep);
            var versions = next.ToDictionary(resolved => resolved.Due.TicketId, resolved => resolved.Version);
            await Task.WhenAll(ready.Select(due => CloseAsync(due.TicketId, versions[due.TicketId], cancellationToken)));
        }
    }

    private async Task CloseAsync(long ticketId, int version, CancellationToken cancellationToken)
    {
        // The version keeps a ticket open that was reopened, or resolved anew, since it was looked at.
        var outcome = await desk.ExecuteAsync(new ChangeStatus(Actor.System, ticketId, TicketStatus.Closed, "window_over", version), cancellationToken);
        if (outcome.Refusal is { Code: not "ticket.changed" } refusal) Log.Refused(logger, ticketId, refusal.Code);
    }

    private async Task<IReadOnlyList<ResolvedTicket>> NextAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<Ticket>().Where(ticket => ticket.Status == TicketStatus.Resolved && ticket.ResolvedAt != null).OrderBy(ticket => ticket.ResolvedAt).Take(count)
            .Select(ticket => new { ticket.Id, ticket.Version, At = ticket.ResolvedAt!.Value }).ToListAsync(cancellationToken);
        // A reply at the window's last instant still reopens.
        return [.. rows.Select(row => new ResolvedTicket(new DueTransition(row.Id, row.At + options.ReopenWindow + TimeSpan.FromMilliseconds(1)), row.Version))];
    }

    /// <param name="Due">When its window is over.</param>
    private sealed record ResolvedTicket(DueTransition Due, int Version);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Ticket {TicketId} could not be closed after its reopen window ({Code}); it is tried again")]
        public static partial void Refused(ILogger logger, long ticketId, string code);

        [LoggerMessage(2, LogLevel.Error, "Housekeeping could not look for reopen windows that are over; it tries again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
