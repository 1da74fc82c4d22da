using AgentConsole.Data;
using AgentConsole.People;
using AgentConsole.People.Customers;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Customers;

/// <summary>One person, over all addresses.</summary>
/// <param name="Parts">The customers it is made of, itself first.</param>
/// <param name="Log">What was done with it, newest first.</param>
public sealed record CustomerProfile(Customer Customer, IReadOnlyList<Customer> Parts, IReadOnlyList<CustomerIdentity> Identities, IReadOnlyList<CustomerLogRow> Log);

/// <summary>A ticket in a customer's time line.</summary>
public sealed record TimeLineTicket(
    long Id, string Subject, TicketStatus Status, TicketChannel Channel, int PriorityId, DateTimeOffset CreatedAt, DateTimeOffset LastMessageAt, string Preview, ActorKind LastMessageBy);

public enum AlikeBy { Email = 0, Phone = 1, Name = 2 }

/// <summary>Another profile that may be the same person, and why.</summary>
public sealed record CustomerSuggestion(Customer Customer, AlikeBy By);

/// <summary>Reads profiles.</summary>
public sealed class CustomerProfiles(IDbContextFactory<DeskDb> databases)
{
    public const int LogRows = 50, MostSuggestions = 8;

    // A number with and without its country's code ends alike.
    private const int TellingDigits = 8;

    /// <summary>The profile that a customer is, or is a part of; null where there is none.</summary>
    public async Task<CustomerProfile?> FindAsync(long customerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var root = await db.Set<Customer>().Where(customer => customer.Id == customerId).Select(customer => (long?)customer.ProfileId).FirstOrDefaultAsync(cancellationToken);
        if (root is null) return null;
        var parts = await db.Set<Customer>().Where(customer => customer.ProfileId == root).OrderBy(customer => customer.Id).ToListAsync(cancellationToken);
        if (parts.Find(part => part.Id == root) is not { } profile) return null;
        var ids = parts.ConvertAll(part => part.Id);
        var identities = await db.Set<CustomerIdentity>().Where(identity => ids.Contains(identity.CustomerId)).OrderBy(identity => identity.Kind == IdentityKind.Visitor)
            .ThenBy(identity => identity.Kind).ThenBy(identity => identity.Value).ToListAsync(cancellationToken);
        var log = await db.Set<CustomerLogRow>().Where(row => ids.Contains(row.CustomerId)).OrderByDescending(row => row.Seq).Take(LogRows).ToListAsync(cancellationToken);
        return new CustomerProfile(profile, [.. parts.OrderBy(part => part.Id != root)], identities, log);
    }

    /// <summary>What these customers are called.</summary>
    public async Task<IReadOnlyDictionary<long, string>> NamesAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Customer>().Where(customer => ids.Contains(customer.Id)).ToDictionaryAsync(customer => customer.Id, customer => customer.Name, cancellationToken);
    }

    /// <summary>The profile's tickets of all channels before one, newest first.</summary>
    /// <param name="before">A ticket's number; <see cref="long.MaxValue"/> for the newest.</param>
    public async Task<IReadOnlyList<TimeLineTicket>> TimeLineAsync(CustomerProfile profile, long before, int limit, CancellationToken cancellationToken)
    {
        var ids = profile.Parts.Select(part => part.Id).ToList();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Ticket>().Where(ticket => ids.Contains(ticket.CustomerId) && ticket.Id < before).OrderByDescending(ticket => ticket.Id).Take(limit)
            .Select(ticket => new TimeLineTicket(
                ticket.Id, ticket.Subject, ticket.Status, ticket.Channel, ticket.PriorityId, ticket.CreatedAt, ticket.LastMessageAt, ticket.LastMessagePreview, ticket.LastMessageBy))
            .ToListAsync(cancellationToken);
    }

    public async Task<int> CountTicketsAsync(CustomerProfile profile, CancellationToken cancellationToken)
    {
        var ids = profile.Parts.Select(part => part.Id).ToList();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Ticket>().CountAsync(ticket => ids.Contains(ticket.CustomerId), cancellationToken);
    }

    /// <summary>Other profiles that have the same address, number or name, the surest first.</summary>
    public async Task<IReadOnlyList<CustomerSuggestion>> SuggestAsync(CustomerProfile profile, CancellationToken cancellationToken)
    {
        if (profile.Customer.ErasedAt is not null) return [];
        var emails = profile.Parts.Select(part => part.Email).OfType<string>().Select(email => email.ToLowerInvariant())
            .Union(profile.Identities.Where(identity => identity.Kind == IdentityKind.Email).Select(identity => identity.Value), StringComparer.Ordinal).ToList();
        var ends = profile.Identities.Where(identity => identity.Kind == IdentityKind.Phone && identity.Value.Length >= TellingDigits).Select(identity => identity.Value[^TellingDigits..])
            .Distinct(StringComparer.Ordinal).ToList();
        var names = profile.Parts.Select(part => part.FoldedName).Where(CustomerNames.IsTelling).Distinct(StringComparer.Ordinal).ToList();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = new Dictionary<long, AlikeBy>();
        await TakeAsync(AlikeBy.Email, db.Set<Customer>().Where(other => other.Email != null && emails.Contains(other.Email)));
        await TakeAsync(AlikeBy.Email, Known(db).Where(pair => pair.Identity.Kind == IdentityKind.Email && emails.Contains(pair.Identity.Value)).Select(pair => pair.Customer));
        foreach (var end in ends) await TakeAsync(AlikeBy.Phone, Known(db).Where(pair => pair.Identity.Kind == IdentityKind.Phone && pair.Identity.Value.EndsWith(end)).Select(pair => pair.Customer));
        await TakeAsync(AlikeBy.Name, db.Set<Customer>().Where(other => names.Contains(other.FoldedName)));
        var ids = found.Keys.ToList();
        var roots = await db.Set<Customer>().Where(other => ids.Contains(other.Id) && other.ErasedAt == null).ToListAsync(cancellationToken);
        return [.. roots.Select(other => new CustomerSuggestion(other, found[other.Id])).OrderBy(suggestion => suggestion.By).ThenBy(suggestion => suggestion.Customer.Id).Take(MostSuggestions)];

        async Task TakeAsync(AlikeBy by, IQueryable<Customer> others)
        {
            foreach (var root in await others.Where(other => other.ProfileId != profile.Customer.Id).Select(other => other.ProfileId).Distinct().Take(MostSuggestions).ToListAsync(cancellationToken))
                found.TryAdd(root, by);
        }
    }

    private static IQueryable<KnownAs> Known(DeskDb db) =>
        from identity in db.Set<CustomerIdentity>()
        join customer in db.Set<Customer>() on identity.CustomerId equals customer.Id
        select new KnownAs { Identity = identity, Customer = customer };

    private sealed class KnownAs
    {
        public required CustomerIdentity Identity { get; init; }

        public required Customer Customer { get; init; }
    }
}
