using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Sending;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Workers;

/// <summary>Lets held replies go out at their instant. Of a ticket's replies the earliest goes first: the next may be changed by it.</summary>
public sealed partial class SendClock(IDbContextFactory<DeskDb> databases, Desk.Desk desk, LiveFeed feed, TimeProvider time, ILogger<SendClock> logger)
    : DueClock(feed, time, TicketChanges.Held)
{
    protected override async Task<IReadOnlyList<DueTransition>> NextAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var next = await db.Set<HeldReply>().Where(held => held.DueAt != null).GroupBy(held => held.TicketId)
            .Select(replies => new { TicketId = replies.Key, At = replies.Min(held => held.DueAt) }).OrderBy(first => first.At).Take(count).ToListAsync(cancellationToken);
        return next.ConvertAll(first => new DueTransition(first.TicketId, first.At!.Value));
    }

    protected override async Task DoAsync(long ticketId, CancellationToken cancellationToken)
    {
        if (await FirstAsync(ticketId, cancellationToken) is not { } held) return;
        var outcome = await desk.ExecuteAsync(new SendHeld(Actor.Agent(held.AgentId, held.AgentName), ticketId, held.ClientId), cancellationToken);
        if (outcome.Refusal is { } refusal) Log.Refused(logger, ticketId, refusal.Code);
    }

    /// <summary>Null where it was taken back just now.</summary>
    private async Task<HeldReply?> FirstAsync(long ticketId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<HeldReply>().AsNoTracking().Where(held => held.TicketId == ticketId && held.DueAt != null).OrderBy(held => held.DueAt).FirstOrDefaultAsync(cancellationToken);
    }

    protected override void Failed(Exception exception) => Log.Failed(logger, exception);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The held reply on ticket {TicketId} could not be sent ({Code}); it is tried again")]
        public static partial void Refused(ILogger logger, long ticketId, string code);

        [LoggerMessage(2, LogLevel.Error, "Held replies could not be looked for; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
