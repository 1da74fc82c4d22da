using AgentConsole.Common;
using AgentConsole.Live;
using AgentConsole.Tickets;

namespace AgentConsole.Workers;

/// <summary>
/// Does to each ticket what is to be done at its instant, and looks at no ticket before: it sleeps until the next instant, or until a change may have brought one forward. What fell due while
/// nobody was up is done after the next start. Every node may run it, where the Desk does each thing once.
/// </summary>
/// <param name="wakesFor">The changes that bring an instant forward.</param>
public abstract class DueClock(LiveFeed feed, TimeProvider time, TicketChanges wakesFor) : BackgroundService
{
    /// <summary>It looks at least this often, because the machine's clock may be set or the machine may sleep.</summary>
    public static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    /// <summary>How many are given to the Desk together, to share its commits.</summary>
    public const int Together = 256;

    private readonly DueTransitions _due = new();

    /// <summary>The earliest instants, ascending, at most so many and one a ticket.</summary>
    protected abstract Task<IReadOnlyList<DueTransition>> NextAsync(int count, CancellationToken cancellationToken);

    /// <summary>Its instant has come. Where it can't be done it is asked for again, later each time.</summary>
    protected abstract Task DoAsync(long ticketId, CancellationToken cancellationToken);

    /// <summary>What is due could not be looked for; that is tried again.</summary>
    protected abstract void Failed(Exception exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var alarm = new Alarm(feed, time, wakesFor);
        await DueLoop.RunAsync(DoAllDueAsync, alarm, time, Failed, stoppingToken);
    }

    private async Task<DateTimeOffset> DoAllDueAsync(CancellationToken cancellationToken)
    {
        // Mostly nothing is due, or one: looking has to be cheap.
        for (var few = 1; ; few = Together)
        {
            var (now, next) = (time.Instant(), await NextAsync(_due.Tried + few, cancellationToken));
            var ready = _due.Take(next, now, Together);
            if (ready.Count == 0) return _due.LookAgainAt(next, now, LongestSleep);
            await Task.WhenAll(ready.Select(due => DoAsync(due.TicketId, cancellationToken)));
        }
    }
}
