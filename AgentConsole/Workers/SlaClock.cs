using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Workers;

/// <summary>
/// Tells each transition that time alone brings (at risk, breached), once, at its instant and in the order of instants. It holds the next instant of every ticket, read
/// once and kept by what Live tells, sleeps until the earliest, and never goes through tickets. What fell due while the server was down, or the machine slept, is told
/// when it is up again. Of several nodes one does it.
/// </summary>
public sealed partial class SlaClock(
    IDbContextFactory<DeskDb> databases, StorageProvider storage, Desk.Desk desk, LiveFeed feed, TimeProvider time, ILogger<SlaClock> logger) : BackgroundService
{
    /// <summary>It looks at the time at least this often, because the machine's clock may be set or the machine may sleep. It asks nobody else.</summary>
    public static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    /// <summary>How many are sent to the Desk together, to share its commits.</summary>
    public const int Together = 256;

    private const int Page = 500;

    private readonly HashSet<long> _changed = [];
    private TransitionTimers _timers = new();
    private bool _isLoaded;

    /// <summary>How many tickets it waits for; 0 before it has read them.</summary>
    internal int Count => _timers.Count;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Leader.RunAsync(storage, LeadershipOf.SlaClock, LeadAsync, time, exception => Log.CantLead(logger, exception), stoppingToken);

    private async Task LeadAsync(CancellationToken leading)
    {
        // Listens first and reads then: what is committed in between is heard.
        using var alarm = new Alarm(feed, time, TicketChanges.SlaDue, Hear);
        _isLoaded = false;
        await DueLoop.RunAsync(cancellationToken => JudgeAllDueAsync(alarm, cancellationToken), alarm, time, exception => Log.Failed(logger, exception), leading);
        // A node that leads no more needs none of it.
        _timers = new TransitionTimers();
    }

    private void Hear(LiveBatch batch)
    {
        if (batch.Gap) _isLoaded = false;
        foreach (var (ticketId, kinds) in batch.Changes)
        {
            if (((TicketChanges)kinds).HasFlag(TicketChanges.SlaDue)) _changed.Add(ticketId);
        }
    }

    /// <summary>Judges until nothing is due, and says when to look again.</summary>
    private async Task<DateTimeOffset> JudgeAllDueAsync(Alarm alarm, CancellationToken cancellationToken)
    {
        while (true)
        {
            await alarm.ListenAsync(cancellationToken);
            if (!_isLoaded) await LoadAsync(cancellationToken);
            else await ReadChangedAsync(cancellationToken);
            var now = time.Instant();
            var ready = _timers.Take(now, Together);
            if (ready.Count == 0) return _timers.NextAt is { } next && next < now + LongestSleep ? next : now + LongestSleep;
            await Task.WhenAll(ready.Select(due => JudgeAsync(due, cancellationToken)));
        }
    }

    private async Task JudgeAsync(DueTransition due, CancellationToken cancellationToken)
    {
        var outcome = await desk.ExecuteAsync(new JudgeSla(due.TicketId), cancellationToken);
        if (!outcome.Succeeded) Log.Refused(logger, due.TicketId, outcome.Refusal.Code);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        _changed.Clear();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var due = db.Set<Ticket>().Where(ticket => ticket.NextTransitionAt != null);
        var timers = new TransitionTimers();
        timers.EnsureRoom(await due.CountAsync(cancellationToken) * 11 / 10);
        // In their order, so that each is put at the end.
        await foreach (var next in due.OrderBy(ticket => ticket.NextTransitionAt).Select(ticket => new DueTransition(ticket.Id, ticket.NextTransitionAt!.Value))
            .AsAsyncEnumerable().WithCancellation(cancellationToken)) timers.Set(next.TicketId, next.At);
        (_timers, _isLoaded) = (timers, true);
    }

    private async Task ReadChangedAsync(CancellationToken cancellationToken)
    {
        if (_changed.Count == 0) return;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var page in _changed.Chunk(Page))
        {
            var rows = await db.Set<Ticket>().Where(ticket => page.Contains(ticket.Id)).Select(ticket => new { ticket.Id, ticket.NextTransitionAt }).ToListAsync(cancellationToken);
            foreach (var row in rows) _timers.Set(row.Id, row.NextTransitionAt);
        }

        _changed.Clear();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Ticket {TicketId}'s agreement could not be judged now ({Code}); it is tried again")]
        public static partial void Refused(ILogger logger, long ticketId, string code);

        [LoggerMessage(3, LogLevel.Error, "This node could not ask whether it is the one that judges agreements as they fall due; it asks again")]
        public static partial void CantLead(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "The SLA clock could not look for what is due; it tries again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
