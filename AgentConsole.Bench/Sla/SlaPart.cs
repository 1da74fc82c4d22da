using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Bench.Support;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Tickets;
using AgentConsole.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Bench.Sla;

/// <summary>The core and its SLA clock in a process of its own, so that what it holds and uses is its own. Says what it measured in one line of JSON.</summary>
internal static class SlaPart
{
    public const string Part = "sla-core";

    /// <summary>The instants of <see cref="Storms"/> in Unix milliseconds, the database's file, whether it has to be quick, and whether all are judged anew at the end.</summary>
    public static async Task RunAsync(string[] args)
    {
        SystemHeap.GiveBack();
        var storms = new Storms(Instant(args[0]), Instant(args[1]));
        var quick = bool.Parse(args[3]);
        var time = new BenchTime();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await using var core = await CoreHost.StartAsync(new StorageOptions { ConnectionString = $"Data Source={args[2]}" }, limit.Token, time);
        var services = core.Services;
        using var clock = new SlaClock(
            services.GetRequiredService<IDbContextFactory<DeskDb>>(), services.GetRequiredService<StorageProvider>(), core.Desk, core.Live, time, NullLogger<SlaClock>.Instance);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        await clock.StartAsync(limit.Token);
        while (clock.Count == 0) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, limit.Token);
        var load = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / clock.Count;
        var change = await ChangeAsync(core, quick ? 200 : 1_000, limit.Token);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await RestAsync(limit.Token);
        var resident = Environment.WorkingSet / 1048576.0;
        var idle = await IdleAsync(TimeSpan.FromSeconds(quick ? 3 : 20), limit.Token);
        var (journalled, shown) = await Breaches.TogetherAsync(core, time, storms, limit.Token);
        var delays = await Breaches.OneByOneAsync(core, time, storms, limit.Token);
        var notOnce = await Breaches.NotToldOnceAsync(services, limit.Token);
        var rejudged = bool.Parse(args[4]) ? await Rejudge.RunAsync(core, time, quick ? 6_000 : int.MaxValue, limit.Token) : null;
        var measures = new SlaMeasures(clock.Count, load, bytes, resident, idle, change, QueueAlone(clock.Count), journalled, shown, delays, notOnce, rejudged);
        System.Console.WriteLine(JsonSerializer.Serialize(measures));
        await clock.StopAsync(limit.Token);
    }

    private static DateTimeOffset Instant(string milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));

    /// <summary>Milliseconds of processor time; the median of spells.</summary>
    private static async Task<double> ChangeAsync(CoreHost core, int changes, CancellationToken cancellationToken)
    {
        const int spell = 50, warmUp = 200;
        var (dice, samples) = (new Random(7), new Samples());
        for (var done = -warmUp; done < changes; done += spell)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < spell; i++)
            {
                // Among the first: these are open, and few enough that their rows are in memory whatever the size.
                var ticket = 1 + dice.Next(5_000);
                var outcome = await core.Desk.ExecuteAsync(new ChangePriority(Actor.System, ticket, 1 + dice.Next(3)), cancellationToken);
                if (!outcome.Succeeded) throw new InvalidOperationException(outcome.Refusal.ToString());
            }

            if (done >= 0) samples.Add((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / spell);
        }

        return samples.Median;
    }

    private static async Task<double> IdleAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        var (cpu, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await Task.Delay(length, TimeProvider.System, cancellationToken);
        return (Environment.CpuUsage.TotalTime - cpu) / Stopwatch.GetElapsedTime(started);
    }

    /// <summary>The compiler goes on for a while after there was work, which is not the clock's: waits for two still seconds, not longer than twelve.</summary>
    private static async Task RestAsync(CancellationToken cancellationToken)
    {
        for (var (seconds, still) = (0, 0); seconds < 12 && still < 2; seconds++) still = await IdleAsync(TimeSpan.FromSeconds(1), cancellationToken) < 0.01 ? still + 1 : 0;
    }

    /// <summary>Nanoseconds of one change of a queue of this size.</summary>
    private static double QueueAlone(int count)
    {
        const int changes = 1_000_000;
        var (queue, dice) = (new TimerQueue(), new Random(7));
        for (var id = 1; id <= count; id++) queue.Set(id, dice.Next());
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < changes; i++) queue.Set(1 + dice.Next(count), dice.Next());
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / changes;
    }
}
