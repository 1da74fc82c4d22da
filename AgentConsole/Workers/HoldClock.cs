using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Routing;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Workers;

/// <summary>Ends holds and offers at their instant.</summary>
public sealed partial class HoldClock(IDbContextFactory<DeskDb> databases, Desk.Desk desk, LiveFeed feed, TimeProvider time, ILogger<HoldClock> logger)
    : DueClock(feed, time, TicketChanges.Assignee)
{
    protected override async Task<IReadOnlyList<DueTransition>> NextAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Ticket>().Where(ticket => ticket.HeldUntil != null).OrderBy(ticket => ticket.HeldUntil).Take(count)
            .Select(ticket => new DueTransition(ticket.Id, ticket.HeldUntil!.Value)).ToListAsync(cancellationToken);
    }

    protected override async Task DoAsync(long ticketId, CancellationToken cancellationToken)
    {
        if ((await desk.ExecuteAsync(new EndHold(ticketId), cancellationToken)).Refusal is { } refusal) Log.Refused(logger, ticketId, refusal.Code);
    }

    protected override void Failed(Exception exception) => Log.Failed(logger, exception);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The hold of ticket {TicketId} could not be ended ({Code}); it is tried again")]
        public static partial void Refused(ILogger logger, long ticketId, string code);

        [LoggerMessage(2, LogLevel.Error, "Holds that are over could not be looked for; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
