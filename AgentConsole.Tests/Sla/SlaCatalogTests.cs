using AgentConsole.Sla;
using AgentConsole.Tests.Support;
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
    public async Task What_is_not_valid_is_not_stored()
    {
        using var catalog = new SlaCatalog(Database.Contexts);

        await Assert.ThrowsAsync<ArgumentException>(() => catalog.AddAsync([SlaDefaults.Policy() with { Name = "" }], [SlaDefaults.Calendar()], CancellationToken.None));

        Assert.Equal(0, await Database.ScalarAsync("""SELECT count(*) FROM "SlaCalendars" """));
    }
}

public sealed class SlaCatalogOnSqlite() : SlaCatalogTests(DatabaseKind.Sqlite);

public sealed class SlaCatalogOnPostgres() : SlaCatalogTests(DatabaseKind.Postgres);
