using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Workers;

/// <summary>
/// Tells each transition that time alone brings (at risk, breached), once and at its instant. It sleeps until the earliest one stored with the tickets, or until a
/// change moves one; it never goes through tickets. What fell due while the server was down is told when it is up again.
/// </summary>
public sealed partial class SlaClock(IDbContextFactory<DeskDb> databases, Desk.Desk desk, LiveFeed feed, TimeProvider time, ILogger<SlaClock> logger) : BackgroundService
{
    /// <summary>It looks at least this often, because the machine's clock may be set or the machine may sleep.</summary>
    public static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    /// <summary>How many are sent to the Desk together, to share its commits.</summary>
    public const int Together = 256;

    private readonly DueTransitions _due = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var alarm = new Alarm(feed, time, TicketChanges.SlaDue);
        await DueLoop.RunAsync(JudgeAllDueAsync, alarm, time, exception => Log.Failed(logger, exception), stoppingToken);
    }

    /// <summary>Judges until nothing is due, and says when to look again.</summary>
    private async Task<DateTimeOffset> JudgeAllDueAsync(CancellationToken cancellationToken)
    {
        // Mostly a change only moved an instant, and nothing is due: looking has to be cheap.
        for (var few = 8; ; few = Together)
        {
            var (now, next) = (time.Instant(), await NextAsync(_due.Tried + few, cancellationToken));
            var ready = _due.Take(next, now, Together);
            if (ready.Count == 0) return _due.LookAgainAt(next, now, LongestSleep);
            await Task.WhenAll(ready.Select(due => JudgeAsync(due, cancellationToken)));
        }
    }

    private async Task JudgeAsync(DueTransition due, CancellationToken cancellationToken)
    {
        var outcome = await desk.ExecuteAsync(new JudgeSla(due.TicketId), cancellationToken);
        if (!outcome.Succeeded) Log.Refused(logger, due.TicketId, outcome.Refusal.Code);
    }

    private async Task<IReadOnlyList<DueTransition>> NextAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Ticket>().Where(ticket => ticket.NextTransitionAt != null).OrderBy(ticket => ticket.NextTransitionAt).Take(count)
            .Select(ticket => new DueTransition(ticket.Id, ticket.NextTransitionAt!.Value)).ToListAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Ticket {TicketId}'s agreement could not be judged now ({Code}); it is tried again")]
        public static partial void Refused(ILogger logger, long ticketId, string code);

        [LoggerMessage(2, LogLevel.Error, "The SLA clock could not look for what is due; it tries again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
