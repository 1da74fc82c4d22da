using System.Collections.Frozen;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.People.Bans;

/// <summary>The bans in force, in memory on every node: a greeting asks it and costs no query. Made and lifted by the Desk; whoever had that done announces it.</summary>
public sealed class BanBook : LiveCatalog
{
    private readonly IDbContextFactory<DeskDb> _databases;
    private readonly TimeProvider _time;
    private volatile Known _now = new(FrozenDictionary<string, Ban>.Empty, FrozenDictionary<long, Ban>.Empty, FrozenDictionary<string, Ban>.Empty);

    public BanBook(IDbContextFactory<DeskDb> databases, LiveSignals signals, TimeProvider time, ILogger<BanBook> logger) : base(signals, time, logger, "bans") =>
        (_databases, _time) = (databases, time);

    /// <summary>The ban that a visitor is under; null for none.</summary>
    public Ban? OfVisitor(string visitorId) => InForce(_now.Visitors.GetValueOrDefault(visitorId));

    /// <summary>The ban that one of these customers is under.</summary>
    public Ban? OfCustomers(params ReadOnlySpan<long> customers)
    {
        foreach (var id in customers)
        {
            if (InForce(_now.Customers.GetValueOrDefault(id)) is { } ban) return ban;
        }

        return null;
    }

    /// <summary>The ban with which a network address is held.</summary>
    public Ban? OfAddress(string address) => _now.Addresses.GetValueOrDefault(address) is { } ban && _time.Instant() < ban.AddressUntil ? InForce(ban) : null;

    /// <summary>All that are in force, the newest first.</summary>
    public async Task<IReadOnlyList<Ban>> ListAsync(CancellationToken cancellationToken)
    {
        var now = _time.Instant();
        await using var db = await _databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Ban>().Where(ban => ban.Until == null || ban.Until > now).OrderByDescending(ban => ban.Id).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// A banned visitor came from here: held with them, where that was asked for. In force is only what is stored; a failure is the caller's to try again. What another node
    /// has stored already is held, and with a ban that was lifted meanwhile nothing is.
    /// </summary>
    public async Task HoldAsync(Ban ban, IEnumerable<string> addresses, CancellationToken cancellationToken)
    {
        if (!(_time.Instant() < ban.AddressUntil)) return;
        var fresh = addresses.Where(address => address.Length > 0 && OfAddress(address) is null).Distinct(StringComparer.Ordinal).ToList();
        var room = Ban.MostAddresses - _now.Addresses.Values.Count(other => other.Id == ban.Id);
        if (fresh.Count == 0 || room <= 0) return;
        await using (var db = await _databases.CreateDbContextAsync(cancellationToken))
        {
            // Each by itself: a rival's row for one must not keep another out.
            foreach (var address in fresh.Take(room))
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "BannedAddresses" ("BanId", "Address") SELECT {ban.Id}, {address} WHERE EXISTS (SELECT 1 FROM "Bans" WHERE "Id" = {ban.Id})
                    ON CONFLICT ("BanId", "Address") DO NOTHING
                    """,
                    cancellationToken);
            }
        }

        await AnnounceAsync(cancellationToken);
    }

    /// <summary>Takes away what has ended: an address is kept no longer than it is held.</summary>
    public async Task ForgetEndedAsync(CancellationToken cancellationToken)
    {
        var now = _time.Instant();
        await using (var db = await _databases.CreateDbContextAsync(cancellationToken))
        {
            var addresses = await db.Set<BannedAddress>().Where(held => db.Set<Ban>().Any(ban => ban.Id == held.BanId && (ban.AddressUntil == null || ban.AddressUntil <= now)))
                .ExecuteDeleteAsync(cancellationToken);
            var bans = await db.Set<Ban>().Where(ban => ban.Until <= now).ExecuteDeleteAsync(cancellationToken);
            if (addresses + bans == 0) return;
        }

        await AnnounceAsync(cancellationToken);
    }

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellationToken);
        // What lasts longest comes last, and holds where two hold the same.
        var bans = (await db.Set<Ban>().AsNoTracking().ToListAsync(cancellationToken)).OrderBy(ban => ban.Until ?? DateTimeOffset.MaxValue).ToList();
        var addresses = await db.Set<BannedAddress>().AsNoTracking().ToListAsync(cancellationToken);
        var (byVisitor, byCustomer, byAddress) = (new Dictionary<string, Ban>(StringComparer.Ordinal), new Dictionary<long, Ban>(), new Dictionary<string, Ban>(StringComparer.Ordinal));
        foreach (var ban in bans)
        {
            foreach (var visitor in ban.Visitors) byVisitor[visitor] = ban;
            foreach (var customer in ban.Customers) byCustomer[customer] = ban;
            foreach (var held in addresses.Where(held => held.BanId == ban.Id)) byAddress[held.Address] = ban;
        }

        _now = new Known(byVisitor.ToFrozenDictionary(StringComparer.Ordinal), byCustomer.ToFrozenDictionary(), byAddress.ToFrozenDictionary(StringComparer.Ordinal));
        return true;
    }

    private Ban? InForce(Ban? ban) => ban?.IsInForce(_time.Instant()) == true ? ban : null;

    private sealed record Known(FrozenDictionary<string, Ban> Visitors, FrozenDictionary<long, Ban> Customers, FrozenDictionary<string, Ban> Addresses);
}
