using AgentConsole.Data;
using AgentConsole.Demo;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Demo;

public sealed class SeedTests(SeededDatabases seeded) : IClassFixture<SeededDatabases>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_seed_makes_tickets_of_every_status_priority_channel_and_clock(bool shopIsOpen)
    {
        await using var db = (shopIsOpen ? seeded.ByDay : seeded.ByNight).Open();
        var tickets = await db.Set<Ticket>().ToListAsync();
        Assert.True(tickets.Count >= 150, $"{tickets.Count} tickets");
        Assert.Equal(Enum.GetValues<TicketStatus>(), tickets.Select(ticket => ticket.Status).Distinct().Order());
        Assert.Equal(Enum.GetValues<TicketChannel>(), tickets.Select(ticket => ticket.Channel).Distinct().Order());
        Assert.Equal([1, 2, 3, 4, 5], tickets.Where(ticket => ticket.IsOpen).Select(ticket => ticket.PriorityId).Distinct().Order());
        Assert.Equal([1, 2], tickets.Select(ticket => ticket.Sla.PolicyId).Distinct().Order());
        Assert.Subset(tickets.Select(ticket => ticket.SlaState).ToHashSet(), new HashSet<SlaState> { SlaState.OnTrack, SlaState.AtRisk, SlaState.Breached, SlaState.Paused });
        Assert.Contains(tickets, ticket => ticket.FollowUpOf is not null);
    }

    [Fact]
    public async Task Every_ticket_is_what_its_journal_says()
    {
        await using var db = seeded.ByDay.Open();
        var journal = (await db.Set<JournalRow>().OrderBy(row => row.Seq).ToListAsync()).Select(TicketJournal.Entry).ToLookup(entry => entry.TicketId);
        foreach (var ticket in await db.Set<Ticket>().ToListAsync()) Assert.Equal(ticket, TicketHistory.Replay(journal[ticket.Id]));
    }

    [Fact]
    public async Task Time_never_runs_backwards_in_the_journal_and_ends_before_now()
    {
        await using var db = seeded.ByDay.Open();
        var instants = await db.Set<JournalRow>().OrderBy(row => row.Seq).Select(row => row.At).ToListAsync();
        Assert.Equal(instants.Order(), instants);
        Assert.True(instants[^1] <= SeededDatabases.Day);
    }

    [Fact]
    public async Task Breaches_and_warnings_stand_in_the_journal_at_their_instants()
    {
        await using var db = seeded.ByNight.Open();
        var transitions = (await db.Set<JournalRow>().Where(row => row.Kind == "sla.transitioned").ToListAsync())
            .Select(TicketJournal.Entry).Where(entry => entry.Event is SlaTransitioned { To: SlaState.Breached }).ToList();
        Assert.NotEmpty(transitions);
        Assert.All(transitions, entry => Assert.Equal(((SlaTransitioned)entry.Event).DueAt, entry.At));
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_data()
    {
        // The same minute, on the other database: nothing but seed and minute decides.
        await using var other = await SeededDatabases.SeededAsync(DatabaseKind.Postgres, SeededDatabases.Day.AddSeconds(30), DemoOptions.DefaultSeed);
        await using var a = seeded.ByDay.Open();
        await using var b = other.Open();
        Assert.Equal(await JournalAsync(a), await JournalAsync(b));
        Assert.Equal(await a.Set<Customer>().OrderBy(customer => customer.Id).ToListAsync(), await b.Set<Customer>().OrderBy(customer => customer.Id).ToListAsync());
        Assert.Equal(await a.Set<Message>().OrderBy(message => message.Id).ToListAsync(), await b.Set<Message>().OrderBy(message => message.Id).ToListAsync());
        Assert.Equal(await a.Set<Ticket>().OrderBy(ticket => ticket.Id).ToListAsync(), await b.Set<Ticket>().OrderBy(ticket => ticket.Id).ToListAsync());
    }

    [Fact]
    public async Task Another_seed_makes_other_data()
    {
        await using var a = seeded.ByDay.Open();
        await using var b = seeded.ByNight.Open();
        Assert.NotEqual(
            await a.Set<Ticket>().OrderBy(ticket => ticket.Id).Select(ticket => ticket.Subject).ToListAsync(),
            await b.Set<Ticket>().OrderBy(ticket => ticket.Id).Select(ticket => ticket.Subject).ToListAsync());
    }

    [Fact]
    public async Task There_is_an_account_for_every_role_and_none_has_a_password()
    {
        await using var db = seeded.ByDay.Open();
        var accounts = await db.Set<Account>().ToListAsync();
        Assert.Equal(1, accounts.Count(account => account.Role == AgentRole.Admin));
        Assert.Equal(2, accounts.Count(account => account.Role == AgentRole.Supervisor));
        Assert.InRange(accounts.Count(account => account.Role == AgentRole.Agent), 6, 8);
        Assert.All(accounts, account => Assert.Null(account.PasswordHash));
        Assert.Equal(3, await db.Set<Team>().CountAsync());
    }

    [Fact]
    public async Task A_second_start_uses_what_the_first_has_made()
    {
        // At the minute up to which it was filled: the running clock has nothing to add.
        var then = new StandingTime(SeededDatabases.Day);
        var head = await seeded.ByDay.ScalarAsync("""SELECT max("Seq") FROM "Journal" """);
        await using (await RunningApp.StartOnAsync(seeded.ByDay, then, "--demo", "--quiet")) { }
        Assert.Equal(head, await seeded.ByDay.ScalarAsync("""SELECT max("Seq") FROM "Journal" """));
    }

    private static async Task<List<string>> JournalAsync(DeskDb db) =>
        [.. (await db.Set<JournalRow>().OrderBy(row => row.Seq).ToListAsync()).Select(row => $"{row.Seq} {row.TicketId} {row.At:O} {row.ActorName} {row.Data}")];
}

/// <summary>Two databases, filled once for all tests that only look.</summary>
public sealed class SeededDatabases : IAsyncLifetime
{
    /// <summary>A Wednesday's morning.</summary>
    public static readonly DateTimeOffset Day = new(2026, 11, 25, 10, 30, 0, TimeSpan.Zero);

    /// <summary>A Sunday in the small hours, when the shop is closed: nothing may depend on the hour.</summary>
    public static readonly DateTimeOffset Night = new(2026, 11, 22, 2, 17, 41, TimeSpan.Zero);

    public TestDatabase ByDay { get; private set; } = null!;

    /// <summary>By another seed.</summary>
    public TestDatabase ByNight { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        ByDay = await SeededAsync(DatabaseKind.Sqlite, Day, DemoOptions.DefaultSeed);
        ByNight = await SeededAsync(DatabaseKind.Sqlite, Night, seed: 7);
    }

    public async Task DisposeAsync()
    {
        await ByDay.DisposeAsync();
        await ByNight.DisposeAsync();
    }

    internal static async Task<TestDatabase> SeededAsync(DatabaseKind kind, DateTimeOffset now, int seed)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await DemoDatabase.FillAsync(database, new StandingTime(now), seed);
        return database;
    }
}
