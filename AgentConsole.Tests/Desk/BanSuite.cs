using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Audit;
using AgentConsole.People.Bans;
using AgentConsole.People.Customers;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Desk;

/// <summary>Visitors to whom the chat is closed, as they are stored; on each database.</summary>
public abstract class BanSuite(DatabaseKind kind) : OnEachDesk(kind)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    [Fact]
    public async Task A_ban_holds_every_visitor_of_the_profile_and_stands_in_the_record_the_history_and_the_audit()
    {
        var (maja, laptop) = (await ChatAsync("v1"), await ChatAsync("u1.2"));
        await Host.DoAsync(new MergeCustomers(Ana, maja, laptop));
        await Host.DoAsync(new BanVisitor(Ana, laptop, " Insults ", BanLength.Hour, WithAddress: true));

        using var book = await BookAsync();
        var ban = book.OfVisitor("v1")!;
        Assert.Equal(("Insults", "Ana", maja, ban.At.AddHours(1), ban.At.AddHours(1)), (ban.Reason, ban.ByName, ban.CustomerId, ban.Until!.Value, ban.AddressUntil!.Value));
        // Whichever part of a person it is, it is the person.
        Assert.Equal((ban.Id, ban.Id), (book.OfVisitor("u1")?.Id, book.OfCustomers(99, laptop)?.Id));
        Assert.Null(book.OfVisitor("v2"));
        Assert.Equal(new ProfileBanned(ban.Until, true, "Insults"), (await LogAsync(maja))[0]);
        foreach (var ticket in new long[] { 1, 2 })
        {
            Assert.Contains(await Host.Queries.JournalAsync(ticket, 100, default), entry => entry.Event is CustomerChanged { Act: CustomerAct.Banned } && entry.Actor == Ana);
            Assert.Equal(await Host.Queries.TicketAsync(ticket, default), TicketHistory.Replay(await Host.Queries.JournalAsync(ticket, 1000, default)));
        }

        await Host.DoAsync(new BanVisitor(Ana, maja, "Again", BanLength.ForGood, WithAddress: false));
        await book.AnnounceAsync(default);
        Assert.Equal(("Again", null, null), (book.OfVisitor("v1")!.Reason, book.OfVisitor("v1")!.Until, book.OfVisitor("v1")!.AddressUntil));
        await Host.DoAsync(new UnbanVisitor(Ana, maja));
        await book.AnnounceAsync(default);
        Assert.Null(book.OfVisitor("v1"));
        Assert.IsType<ProfileUnbanned>((await LogAsync(maja))[0]);
        await using var db = Database.Open();
        Assert.Equal([AuditKind.Made, AuditKind.Changed, AuditKind.Removed], await db.Set<AuditRow>().Where(row => row.Thing == AuditThing.Ban).OrderBy(row => row.Id).Select(row => row.Kind).ToListAsync());
    }

    [Fact]
    public async Task What_can_not_be_held_is_refused_and_stores_nothing()
    {
        var maja = await ChatAsync("v1");
        var letter = (await Host.DoAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, "Pia"), TicketChannel.Email, "Hello", Who: new NewCustomer(IdentityKind.Email, "pia@example.test", "Pia")))).Ticket.CustomerId;
        var head = Host.Live.Head;

        Assert.Equal("ban.reason", (await Host.TryAsync(new BanVisitor(Ana, maja, "  ", BanLength.Day, false))).Refusal!.Code);
        Assert.Equal("ban.reason", (await Host.TryAsync(new BanVisitor(Ana, maja, new string('x', Ban.MaxReason + 1), BanLength.Day, false))).Refusal!.Code);
        Assert.Equal("ban.no_visitor", (await Host.TryAsync(new BanVisitor(Ana, letter, "Why not", BanLength.Day, false))).Refusal!.Code);
        Assert.Equal("ban.none", (await Host.TryAsync(new UnbanVisitor(Ana, maja))).Refusal!.Code);
        Assert.Equal("customer.unknown", (await Host.TryAsync(new BanVisitor(Ana, 99, "Who", BanLength.Day, false))).Refusal!.Code);
        Assert.Equal(head, Host.Live.Head);
        Assert.Equal(0, await Database.ScalarAsync("""SELECT COUNT(*) FROM "Bans" """));
    }

    [Fact]
    public async Task An_address_is_held_for_a_day_at_most_and_gone_from_the_store_when_it_has_ended()
    {
        var maja = await ChatAsync("v1");
        await Host.DoAsync(new BanVisitor(Ana, maja, "Insults", BanLength.ForGood, WithAddress: true));
        using var book = await BookAsync();
        var ban = book.OfVisitor("v1")!;
        Assert.Equal(ban.At.AddDays(1), ban.AddressUntil);
        await book.HoldAsync(ban, [.. Enumerable.Range(1, 30).Select(i => $"10.0.0.{i}"), "10.0.0.1", ""], default);
        await book.HoldAsync(ban, ["10.0.0.1", "10.0.9.9"], default);
        Assert.Equal(Ban.MostAddresses, await Database.ScalarAsync("""SELECT COUNT(*) FROM "BannedAddresses" """));
        Assert.Equal(ban.Id, book.OfAddress("10.0.0.1")?.Id);

        var time = new FakeTime(ban.At.AddDays(1).AddSeconds(1));
        using var later = await BookAsync(time);
        Assert.Null(later.OfAddress("10.0.0.1"));
        Assert.NotNull(later.OfVisitor("v1"));
        await later.ForgetEndedAsync(default);
        Assert.Equal(0, await Database.ScalarAsync("""SELECT COUNT(*) FROM "BannedAddresses" """));
        Assert.Equal(1, await Database.ScalarAsync("""SELECT COUNT(*) FROM "Bans" """));

        await Host.DoAsync(new BanVisitor(Ana, maja, "Insults", BanLength.Hour, WithAddress: false));
        time.Jump(TimeSpan.FromDays(2));
        await later.ForgetEndedAsync(default);
        Assert.Equal(0, await Database.ScalarAsync("""SELECT COUNT(*) FROM "Bans" """));
        Assert.Null(later.OfVisitor("v1"));
    }

    private async Task<long> ChatAsync(string visitor) =>
        (await Host.DoAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, visitor), TicketChannel.Chat, "Hello", Who: new NewCustomer(IdentityKind.Visitor, visitor, visitor)))).Ticket.CustomerId;

    private async Task<IReadOnlyList<CustomerEvent>> LogAsync(long customer) =>
        [.. (await Host.Services.GetRequiredService<CustomerProfiles>().FindAsync(customer, default))!.Log.Select(row => row.Event())];

    private async Task<BanBook> BookAsync(TimeProvider? time = null)
    {
        var book = new BanBook(Host.Services.GetRequiredService<IDbContextFactory<AgentConsole.Data.DeskDb>>(), new LiveSignals(NullLogger<LiveSignals>.Instance), time ?? TimeProvider.System, NullLogger<BanBook>.Instance);
        await book.AnnounceAsync(default);
        return book;
    }
}

public sealed class BansOnSqlite() : BanSuite(DatabaseKind.Sqlite);

public sealed class BansOnPostgres() : BanSuite(DatabaseKind.Postgres);
