using System.Diagnostics;
using AgentConsole.Bench.Seed;
using AgentConsole.Bench.Support;
using AgentConsole.People;
using AgentConsole.Tickets;

namespace AgentConsole.Bench.Ingest;

/// <summary>The Desk without the hub around it: where time goes when <see cref="IngestScenario"/> is slow.</summary>
internal static class DeskAlone
{
    private const int InFlight = 256;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        using var database = new TempDatabase();
        await DeskSeed.FillAsync(database, 0, cancellationToken);
        await using var core = await CoreHost.StartAsync(database.Options, cancellationToken);
        await ForAWhileAsync(core.Desk, TimeSpan.FromSeconds(3), cancellationToken);
        var cpu = Environment.CpuUsage.TotalTime;
        var (count, perSecond) = await ForAWhileAsync(core.Desk, TimeSpan.FromSeconds(options.Quick ? 5 : 20), cancellationToken);
        return
        [
            Figure.Note("desk", "messages by the Desk alone", perSecond, "/s"),
            Figure.Note("desk", "processor time for a message", (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / count, "ms"),
        ];
    }

    private static async Task<(int Count, double PerSecond)> ForAWhileAsync(Desk.Desk desk, TimeSpan length, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async worker =>
        {
            var who = new NewCustomer(IdentityKind.Visitor, $"desk-{worker}", $"Customer {worker}");
            var by = Actor.Customer(0, who.Name);
            var sent = 0;
            for (; Stopwatch.GetElapsedTime(started) < length; sent++)
            {
                var outcome = await desk.ExecuteAsync(
                    new CustomerWrites(by, TicketChannel.Chat, $"Hello, my parcel was to come yesterday and it has not. Where is it? ({sent})", Guid.NewGuid().ToString(), Who: who),
                    cancellationToken);
                if (!outcome.Succeeded) throw new InvalidOperationException(outcome.Refusal.ToString());
                // As the hub does: once the customer is known, it is named.
                if (who is not null) (by, who) = (Actor.Customer(outcome.Value.Ticket.CustomerId, who.Name), null);
            }

            return sent;
        }));
        return (counts.Sum(), counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
