using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Sending;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Workers;

/// <summary>
/// Lets held replies go out at their instant. It sleeps until the next one, and looks at no ticket. Every node may do it: the Desk sends each once. What fell due while nobody was up
/// goes out after the next start.
/// </summary>
public sealed partial class SendClock(IDbContextFactory<DeskDb> databases, Desk.Desk desk, LiveFeed feed, TimeProvider time, ILogger<SendClock> logger) : BackgroundService
{
    /// <summary>It looks at least this often, because the machine's clock may be set or the machine may sleep.</summary>
    public static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    /// <summary>How many are sent to the Desk together, to share its commits.</summary>
    public const int Together = 256;

    private readonly DueTransitions _due = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var alarm = new Alarm(feed, time, TicketChanges.Held);
        await DueLoop.RunAsync(SendAllDueAsync, alarm, time, exception => Log.Failed(logger, exception), stoppingToken);
    }

    private async Task<DateTimeOffset> SendAllDueAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.Instant();
            var held = await NextAsync(_due.Tried + Together, cancellationToken);
            // Of a ticket's replies the earliest goes first: the next may be changed by it.
            var first = held.GroupBy(reply => reply.TicketId).ToDictionary(replies => replies.Key, replies => replies.First());
            var next = first.Values.Select(reply => new DueTransition(reply.TicketId, reply.DueAt!.Value)).ToList();
            var ready = _due.Take(next, now, Together);
            if (ready.Count == 0) return _due.LookAgainAt(next, now, LongestSleep);
            await Task.WhenAll(ready.Select(due => SendAsync(first[due.TicketId], cancellationToken)));
        }
    }

    private async Task SendAsync(HeldReply held, CancellationToken cancellationToken)
    {
        var outcome = await desk.ExecuteAsync(new SendHeld(Actor.Agent(held.AgentId, held.AgentName), held.TicketId, held.ClientId), cancellationToken);
        if (outcome.Refusal is { } refusal) Log.Refused(logger, held.TicketId, refusal.Code);
    }

    private async Task<List<HeldReply>> NextAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<HeldReply>().AsNoTracking().Where(held => held.DueAt != null).OrderBy(held => held.DueAt).Take(count).ToListAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The held reply on ticket {TicketId} could not be sent ({Code}); it is tried again")]
        public static partial void Refused(ILogger logger, long ticketId, string code);

        [LoggerMessage(2, LogLevel.Error, "Held replies could not be looked for; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
