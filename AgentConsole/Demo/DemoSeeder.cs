using System.Globalization;
using AgentConsole.Data;
using AgentConsole.Desk;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.People.Setup;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Notices;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Demo;

/// <summary>Fills a database with the demonstration's company and its last two weeks. The seed and the minute it begins in decide everything.</summary>
internal sealed partial class DemoSeeder(
    IServiceProvider services, IDbContextFactory<DeskDb> databases, DemoCompany company, StorageProvider storage, StorageRetry retry, DeskReferences references, DeskOptions options, LiveFeed feed,
    StorageOptions storageOptions, IHostEnvironment environment, TimeProvider time, ILoggerFactory loggers)
{
    /// <summary>The setting that says whose database this is; its value is the seed, or <see cref="Begun"/>.</summary>
    private const string Marker = "demo.seed";

    private const string Begun = "begun";

    /// <summary>Fills the demonstration's own database, once; one whose filling was cut short is made anew.</summary>
    /// <exception cref="StorageUnusableException">It is not an empty database and not the demonstration's.</exception>
    public async Task SeedAsync(int seed, CancellationToken cancellationToken)
    {
        while (!await TrySeedAsync(seed, cancellationToken)) await DatabaseMigrator.MigrateAsync(services, cancellationToken);
    }

    /// <summary>False where the database had to be deleted first.</summary>
    private async Task<bool> TrySeedAsync(int seed, CancellationToken cancellationToken)
    {
        // One process at a time: a second start must not take the first one's work for something cut short.
        await using var turn = await storage.LockForMigrationAsync(time, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var marker = await db.Set<Setting>().FirstOrDefaultAsync(setting => setting.Key == Marker, cancellationToken);
        if (marker is { Value: not Begun }) return true;
        if (marker is not null && storage.IsShared) throw new StorageUnusableException($"The database ({storage.Place}) was being filled when the application was stopped. Empty it and start again.");
        if (marker is not null)
        {
            await db.Database.EnsureDeletedAsync(cancellationToken);
            return false;
        }

        if (await db.Set<Setting>().AnyAsync(cancellationToken) || await db.Set<Customer>().AnyAsync(cancellationToken))
        {
            throw new StorageUnusableException(
                $"The database ({storage.Place}) is in use, so the demonstration does not touch it. Name an empty one with Storage:ConnectionString, or leave the setting out.");
        }

        db.AddRange(new Setting(Marker, Begun), new Setting(Setting.Company, DemoNames.Company));
        await db.SaveChangesAsync(cancellationToken);
        await FillAsync(seed, cancellationToken);
        db.ChangeTracker.Clear();
        db.Update(new Setting(Marker, seed.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>Adds people and stories to a company that is there.</summary>
    public async Task FillAsync(int seed, CancellationToken cancellationToken)
    {
        var log = loggers.CreateLogger<DemoSeeder>();
        var began = time.GetTimestamp();
        var now = time.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        var cast = await company.MakeAsync(TicketPlanner.Tags, cancellationToken);
        var plans = new TicketPlanner(cast, now, seed).Draw();
        // A filling that broke off after its last story is not told twice.
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (await db.Set<Ticket>().CountAsync(cancellationToken) >= plans.Count) return;
        }

        // A feed of its own: screens and the SLA clock hear of it all when the story has reached the present.
        await using (var quick = new QuickStorage(storageOptions, environment.ContentRootPath))
        await using (var simulation = new Simulation(quick.Provider, databases, new LiveFeed(time), retry, loggers.CreateLogger<DeskWriter>(), StoryReferences, options))
        {
            await simulation.RunAsync(plans, now, cancellationToken);
            var writer = cast.Of(DemoNames.Teams[0])[0];
            await simulation.DescribeAsync(plans, references.Fields(), Actor.Agent(writer.Id, writer.Name));
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await simulation.EndWithAsync(await DemoLinks.AllAsync(db, cancellationToken));
            await simulation.EndWithAsync(await DemoBans.AllAsync(db, Actor.Agent(writer.Id, writer.Name), cancellationToken));
        }

        await ReadOldNoticesAsync(now, cancellationToken);
        await TellAsync(cancellationToken);
        Log.Seeded(log, plans.Count, time.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>In a story everybody is there whom it needs, whoever is signed in while it is told.</summary>
    private DeskReferences StoryReferences => references with { Routing = Desk.Routing.RoutingReferences.Unknown };

    /// <summary>Two weeks of warnings were read as they came: only what the last quarter of an hour brought is new.</summary>
    private async Task ReadOldNoticesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now.AddMinutes(-15);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var upTo = await db.Set<Notice>().Where(notice => notice.At < since).MaxAsync(notice => (long?)notice.Seq, cancellationToken) ?? 0;
        var agents = await db.Set<Account>().Select(account => account.Id).ToListAsync(cancellationToken);
        var known = await db.Set<NoticeRead>().Select(read => read.AgentId).ToListAsync(cancellationToken);
        db.AddRange(agents.Except(known).Select(agent => new NoticeRead { AgentId = agent, UpTo = upTo }));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The last row alone leaves a hole before it, so the journal's tail reads the rest.</summary>
    private async Task TellAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var last = await db.Set<JournalRow>().OrderByDescending(row => row.Seq).FirstAsync(cancellationToken);
        feed.Offer([new LiveChange(last.Seq, last.TicketId, (ulong)last.Kinds)]);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The demonstration's {Tickets} tickets were made in {Seconds:F1} s")]
        public static partial void Seeded(ILogger logger, int tickets, double seconds);
    }
}
