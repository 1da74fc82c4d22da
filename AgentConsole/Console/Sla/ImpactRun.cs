using AgentConsole.Common;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Console.Sla;

/// <summary>Tries another book on what is open and what was in the last 30 days, beside the circuit's own thread.</summary>
public sealed class ImpactRun(TicketWalk walk, TimeProvider time)
{
    public static readonly TimeSpan Past = TimeSpan.FromDays(30);

    /// <param name="progress">Told now and then how many of how many are done.</param>
    public Task<SlaImpact> RunAsync(SlaBook before, SlaBook after, Action<int, int> progress, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            var now = time.Instant();
            var since = now - Past;
            var total = await walk.CountAsync(since, cancellationToken);
            progress(0, total);
            var impact = new SlaImpact(before, after, now);
            await foreach (var (ticket, customer, journal) in walk.RecentAsync(since, withJournals: impact.ReadsWaits, cancellationToken))
            {
                impact.Add(ticket, customer, AnsweredWait.Of(journal).Where(wait => wait.At >= since));
                if (impact.Tickets % TicketWalk.Page == 0) progress(impact.Tickets, total);
            }

            return impact;
        },
        cancellationToken);
}
