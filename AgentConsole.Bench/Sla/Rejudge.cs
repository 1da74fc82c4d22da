using System.Diagnostics;
using System.Text.Json;
using AgentConsole.Bench.Support;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Bench.Sla;

/// <summary>Has every open ticket judged anew by an edited policy, while an agent goes on working at a fixed pace.</summary>
internal static class Rejudge
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    /// <param name="enough">It ends when so many are judged.</param>
    public static async Task<RejudgeMeasures> RunAsync(CoreHost core, TimeProvider time, int enough, CancellationToken cancellationToken)
    {
        var services = core.Services;
        var (catalog, signals) = (services.GetRequiredService<SlaCatalog>(), services.GetRequiredService<LiveSignals>());
        using var rejudger = new Rejudger(
            services.GetRequiredService<IDbContextFactory<DeskDb>>(), services.GetRequiredService<StorageProvider>(), catalog, core.Desk, signals, time, NullLogger<Rejudger>.Instance);
        await rejudger.StartAsync(cancellationToken);
        var finished = new TaskCompletionSource<Rejudging>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = signals.Subscribe(Rejudging.Topic, signal =>
        {
            if (JsonSerializer.Deserialize<Rejudging>(signal.Json)! is { } last && (last.FinishedAt is not null || last.Judged >= enough)) finished.TrySetResult(last);
        });
        var policy = SlaDefaults.Policy();
        await catalog.AddAsync([policy with { Version = policy.Version + 1, Promises = policy.Promises.ToDictionary(level => level.Key, Longer) }], [], cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var delays = new Samples();
        while (!finished.Task.IsCompleted)
        {
            var sent = Stopwatch.GetTimestamp();
            await WorkAsync(core, delays.Count, cancellationToken);
            delays.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            await Task.Delay(Pace, TimeProvider.System, cancellationToken);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await rejudger.StopAsync(cancellationToken);
        var last = await finished.Task;
        return new RejudgeMeasures(last.Judged, last.FinishedAt is not null, seconds, delays.Median, delays.Rank(0.99), delays.Rank(1));
    }

    /// <summary>Every due instant moves, so every ticket is written.</summary>
    private static IReadOnlyList<SlaPromise> Longer(KeyValuePair<int, IReadOnlyList<SlaPromise>> level) =>
        [.. level.Value.Select(promise => promise with { Amount = promise.Amount + TimeSpan.FromHours(1) })];

    private static async Task WorkAsync(CoreHost core, int turn, CancellationToken cancellationToken)
    {
        var outcome = await core.Desk.ExecuteAsync(new AddNote(Actor.Agent(1, "Ana"), 1 + (turn * 37 % 5_000), "Called back, will ring again at noon"), cancellationToken);
        if (!outcome.Succeeded) throw new InvalidOperationException(outcome.Refusal.ToString());
    }
}

/// <param name="IsAll">These are all that are open.</param>
/// <param name="Seconds">From the edited policy in force until these tickets are judged by it.</param>
/// <param name="Median">Milliseconds of an ordinary command meanwhile.</param>
internal sealed record RejudgeMeasures(int Tickets, bool IsAll, double Seconds, double Median, double P99, double Longest);
