using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tests.Sla;

public abstract class SlaCatalogTests(DatabaseKind kind) : OnEachDatabase(kind)
{
    [Fact]
    public async Task A_new_version_takes_the_place_of_the_one_before_and_that_one_is_kept()
    {
        using var catalog = new SlaCatalog(Database.Contexts);
        var calendar = SlaDefaults.Calendar("Europe/Ljubljana");
        await catalog.AddAsync([SlaDefaults.Policy()], [calendar], CancellationToken.None);
        await catalog.AddAsync([SlaDefaults.Policy() with { Version = 2, Name = "Second" }], [calendar with { Version = 2, TimeZone = "Asia/Beirut" }], CancellationToken.None);

        using var another = new SlaCatalog(Database.Contexts);
        var book = await another.BookAsync(CancellationToken.None);

        Assert.Equal(("Second", 2, "Asia/Beirut"), (book.Policies.Single().Name, book.Policies.Single().Version, book.CalendarOf(book.Policies[0]).TimeZone));
        Assert.Equal("Standard", (await another.PolicyAsync(1, 1, CancellationToken.None))?.Name);
        Assert.Null(await another.PolicyAsync(1, 3, CancellationToken.None));
    }

    [Fact]
    public async Task Two_who_make_the_same_version_do_not_both_win()
    {
        using var catalog = new SlaCatalog(Database.Contexts);
        await catalog.AddAsync([SlaDefaults.Policy()], [SlaDefaults.Calendar()], CancellationToken.None);

        await Assert.ThrowsAsync<DbUpdateException>(() => catalog.AddAsync([SlaDefaults.Policy() with { Name = "Other" }], [], CancellationToken.None));

        Assert.Equal("Standard", (await catalog.ReloadAsync(CancellationToken.None)).Policies.Single().Name);
    }

    [Fact]
    public async Task A_calendar_is_retired_when_nothing_counts_by_it_and_what_it_judged_is_still_read()
    {
        using var catalog = new SlaCatalog(Database.Contexts);
        var night = SlaDefaults.Calendar() with { Id = 2, Name = "Night", TeamIds = [4] };
        var vip = SlaDefaults.Policy() with { Id = 2, Name = "VIP", IsDefault = false, CalendarId = 2 };
        await catalog.AddAsync([vip], [night], CancellationToken.None);
        var retired = night with { Version = 2, IsRetired = true };

        Assert.Equal("calendar.team_uses", await RefusedAsync([], [retired]));
        retired = retired with { TeamIds = [] };
        Assert.Equal("calendar.policy_uses", await RefusedAsync([], [retired]));
        Assert.Equal("calendar.default_stays", await RefusedAsync([], [SlaDefaults.Calendar() with { Version = 2, IsRetired = true }]));
        Assert.Null(await RefusedAsync([vip with { Version = 2, CalendarId = SlaDefaults.CalendarId }], [retired]));
        Assert.Equal("policy.calendar_retired", await RefusedAsync([vip with { Version = 3 }], []));

        Assert.DoesNotContain(catalog.Book.OpenCalendars, calendar => calendar.Id == 2);
        var versions = await catalog.VersionsAsync([new TicketSla(2, 1, [], 2, 1)], CancellationToken.None);
        Assert.Equal(("VIP", "Night", false), (versions.Of(new TicketSla(2, 1, [], 2, 1)) is var (policy, calendar) ? (policy.Name, calendar.Name, calendar.IsRetired) : default));
        Assert.Null(await RefusedAsync([], [retired with { Version = 3, IsRetired = false }]));

        // The same with the policy: it judges nothing, and what it is called is known.
        Assert.Null(await RefusedAsync([vip with { Version = 3, CalendarId = SlaDefaults.CalendarId, IsRetired = true }], []));
        Assert.Equal("VIP", Assert.Single(await catalog.RetiredPoliciesAsync(CancellationToken.None)).Name);
        Assert.Equal([SlaDefaults.PolicyId], catalog.Book.Policies.Select(policy => policy.Id));
        Assert.Equal("VIP", catalog.Book.PolicyNames[2]);

        async Task<string?> RefusedAsync(IReadOnlyList<SlaPolicy> policies, IReadOnlyList<BusinessCalendar> calendars) =>
            (await catalog.SaveAsync(policies, calendars, DateTimeOffset.UnixEpoch, "Ana", CancellationToken.None)).Refusal?.Code;
    }

    [Fact]
    public async Task What_is_not_valid_is_not_stored()
    {
        using var catalog = new SlaCatalog(Database.Contexts);

        await Assert.ThrowsAsync<ArgumentException>(() => catalog.AddAsync([SlaDefaults.Policy() with { Name = "" }], [SlaDefaults.Calendar()], CancellationToken.None));

        Assert.Equal(0, await Database.ScalarAsync("""SELECT count(*) FROM "SlaCalendars" """));
    }
}

public sealed class SlaCatalogOnSqlite() : SlaCatalogTests(DatabaseKind.Sqlite);

public sealed class SlaCatalogOnPostgres() : SlaCatalogTests(DatabaseKind.Postgres);
