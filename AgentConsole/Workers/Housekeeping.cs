using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Desk;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Workers;

/// <summary>
/// What time alone does to a ticket's life: ends snoozes, reminds the silent, resolves and closes by the team's policy. All of a team's tickets of one status wait
/// equally long from the instant since which they rest, so only the one that rests longest is known of each (<see cref="RestingHeads"/>): it sleeps until the earliest of
/// those, and looks at no other ticket. What is due the Desk decides.
/// </summary>
public sealed partial class Housekeeping(
    IDbContextFactory<DeskDb> databases, Desk.Desk desk, DeskOptions options, LifeCatalog catalog, SlaCatalog calendars, LiveFeed feed, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    /// <summary>It looks at least this often, because the machine's clock may be set or the machine may sleep.</summary>
    public static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    /// <summary>How many are sent to the Desk together, to share its commits.</summary>
    public const int Together = 256;

    private const TicketChanges MovesHeads = TicketChanges.Status | TicketChanges.Life | TicketChanges.Team;

    private readonly DueTransitions _due = new();
    private readonly HashSet<long> _changed = [];
    private readonly RestingHeads _heads = new();
    private DateTimeOffset _loadedAt = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var alarm = new Alarm(feed, time, MovesHeads, Hear);
        // Another policy, or another calendar, means other instants: the sleeper is woken as by a change.
        void Wake() => alarm.Wake();
        catalog.Changed += Wake;
        calendars.Changed += Wake;
        try
        {
            await DueLoop.RunAsync(token => TakeAllDueAsync(alarm, token), alarm, time, exception => Log.Failed(logger, exception), stoppingToken);
        }
        finally
        {
            catalog.Changed -= Wake;
            calendars.Changed -= Wake;
        }
    }

    private void Hear(LiveBatch batch)
    {
        if (batch.Gap) _loadedAt = DateTimeOffset.MinValue;
        foreach (var (ticketId, kinds) in batch.Changes)
        {
            if (((TicketChanges)kinds & MovesHeads) != TicketChanges.None) _changed.Add(ticketId);
        }
    }

    /// <summary>Takes steps until none is due, and says when to look again.</summary>
    private async Task<DateTimeOffset> TakeAllDueAsync(Alarm alarm, CancellationToken cancellationToken)
    {
        while (true)
        {
            await alarm.ListenAsync(cancellationToken);
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            if (time.Instant() - _loadedAt is var age && (age >= LongestSleep || age < TimeSpan.Zero)) await LoadAsync(db, cancellationToken);
            else await ReadChangedAsync(db, cancellationToken);
            var now = time.Instant();
            var steps = await DueAsync(db, now, cancellationToken);
            var ready = _due.Take([.. steps.Select(step => step.Due)], now, Together);
            if (ready.Count == 0) return Earliest(_heads.Earliest(WaitOf, now), _due.LookAgainAt([.. steps.Select(step => step.Due)], now, LongestSleep));
            var kinds = steps.ToDictionary(step => step.Due.TicketId);
            await Task.WhenAll(ready.Select(due => StepAsync(kinds[due.TicketId], cancellationToken)));
        }
    }

    private LifeWait? WaitOf(RestingGroup group) => group.Status is { } status
        ? LifeSteps.Wait(status, group.IsReminded, LifeHours.Of(catalog.PolicyOf(group.TeamId), group.TeamId, calendars.Book), options.ReopenWindow)
        : new LifeWait(LifeStepKind.Wake, TimeSpan.Zero);

    private static DateTimeOffset Earliest(DateTimeOffset? a, DateTimeOffset b) => a < b ? a.Value : b;

    private async Task StepAsync(RestingTicket resting, CancellationToken cancellationToken)
    {
        var by = resting.Kind switch
        {
            LifeStepKind.Wake => Actor.Clock,
            LifeStepKind.Close => Actor.System,
            _ => Actor.TeamPolicy,
        };
        var text = resting.Kind is LifeStepKind.Remind or LifeStepKind.NoticeOfClosing ? await ReminderAsync(resting, cancellationToken) : null;
        var outcome = await desk.ExecuteAsync(new LetTimePass(by, resting.Due.TicketId, resting.Kind, text), cancellationToken);
        if (!outcome.Succeeded) Log.Refused(logger, resting.Due.TicketId, outcome.Refusal.Code);
    }

    private async Task<string> ReminderAsync(RestingTicket resting, CancellationToken cancellationToken)
    {
        var policy = catalog.PolicyOf(resting.TeamId);
        if (resting.Kind == LifeStepKind.Remind && policy.ReminderText is { } own) return own;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var language = await db.Set<Ticket>().Where(ticket => ticket.Id == resting.Due.TicketId)
            .Join(db.Set<Customer>(), ticket => ticket.CustomerId, customer => customer.Id, (_, customer) => customer.Language).FirstOrDefaultAsync(cancellationToken);
        return ReminderWords.Of(resting.Kind, policy, language);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Time passed for ticket {TicketId}, and nothing could be done with it ({Code}); it is tried again")]
        public static partial void Refused(ILogger logger, long ticketId, string code);

        [LoggerMessage(2, LogLevel.Error, "Housekeeping could not look for what time has brought; it tries again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
