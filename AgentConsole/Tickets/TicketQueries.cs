using System.Globalization;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tickets.Merging;
using AgentConsole.Tickets.Sending;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets;

/// <summary>A line of a customer's past.</summary>
public sealed record CustomerTicket(long Id, string Subject, TicketStatus Status, int PriorityId, DateTimeOffset CreatedAt);

/// <summary>Reads for screens and channels, each in a context of its own.</summary>
public sealed class TicketQueries(IDbContextFactory<DeskDb> databases)
{
    public async Task<Ticket?> TicketAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Ticket>().FirstOrDefaultAsync(ticket => ticket.Id == id, cancellationToken);
    }

    /// <summary>A conversation's messages after a sequence, ascending: the ticket's own and those of what was merged into it.</summary>
    public async Task<IReadOnlyList<Message>> MessagesAsync(long ticketId, long afterSeq, int limit, bool publicOnly, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await (await OfAsync(db, ticketId, publicOnly, cancellationToken)).Where(message => message.Seq > afterSeq).OrderBy(message => message.Seq).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>The last messages before a sequence, ascending.</summary>
    public async Task<IReadOnlyList<Message>> MessagesBeforeAsync(long ticketId, long beforeSeq, int limit, bool publicOnly, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var page = await (await OfAsync(db, ticketId, publicOnly, cancellationToken)).Where(message => message.Seq < beforeSeq).OrderByDescending(message => message.Seq)
            .Take(limit).ToListAsync(cancellationToken);
        page.Reverse();
        return page;
    }

    /// <summary>A ticket's last journal rows, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntry>> JournalAsync(long ticketId, int limit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<JournalRow>().Where(row => row.TicketId == ticketId).OrderByDescending(row => row.Seq).Take(limit).ToListAsync(cancellationToken);
        rows.Reverse();
        return [.. rows.Select(TicketJournal.Entry)];
    }

    /// <summary>The ticket's replies that have not gone out yet, the earliest first.</summary>
    public async Task<IReadOnlyList<HeldReply>> HeldAsync(long ticketId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<HeldReply>().Where(held => held.TicketId == ticketId).OrderBy(held => held.Seq).ToListAsync(cancellationToken);
    }

    /// <summary>True where an author's client id is stored: as a message, or as a reply that waits.</summary>
    public async Task<bool> WasWrittenAsync(Actor by, string clientId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Message>().AnyAsync(message => message.AuthorKind == by.Kind && message.AuthorId == by.Id && message.ClientId == clientId, cancellationToken)
            || await db.Set<HeldReply>().AnyAsync(held => held.AgentId == by.Id && held.ClientId == clientId, cancellationToken);
    }

    public async Task<Customer?> CustomerAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Customer>().FirstOrDefaultAsync(customer => customer.Id == id, cancellationToken);
    }

    /// <summary>The profile that a ticket's customer is, or is a part of.</summary>
    public async Task<Customer?> ProfileAsync(long customerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await (from own in db.Set<Customer>()
                      join profile in db.Set<Customer>() on own.ProfileId equals profile.Id
                      where own.Id == customerId
                      select profile).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Those of these profiles whose e-mail address nobody has proved: they, or somebody before them, only said so.</summary>
    public async Task<IReadOnlySet<long>> ClaimedAsync(IReadOnlyCollection<Customer> profiles, CancellationToken cancellationToken)
    {
        var addresses = profiles.Where(profile => profile.Email is not null).ToDictionary(profile => profile.Id, profile => profile.Email!);
        if (addresses.Count == 0) return new HashSet<long>();
        var values = addresses.Values.Distinct(StringComparer.Ordinal).ToList();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var proved = await (from identity in db.Set<CustomerIdentity>().Where(identity => identity.Kind == IdentityKind.Email && values.Contains(identity.Value))
                            join own in db.Set<Customer>() on identity.CustomerId equals own.Id
                            select new { own.ProfileId, identity.Value }).ToListAsync(cancellationToken);
        return addresses.Where(address => !proved.Any(known => known.ProfileId == address.Key && known.Value == address.Value)).Select(address => address.Key).ToHashSet();
    }

    /// <summary>The customer known by an identity; null where nobody is.</summary>
    public async Task<Customer?> CustomerByIdentityAsync(IdentityKind kind, string value, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await (from identity in db.Set<CustomerIdentity>()
                      join customer in db.Set<Customer>() on identity.CustomerId equals customer.Id
                      where identity.Kind == kind && identity.Value == value
                      select customer).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Customers whose name, e-mail or number contains a text: those whose name begins with it first, then by name. What visitors' browsers are known by is not looked at.</summary>
    /// <param name="text">As a person types it. Databases differ in what case means, so it is looked for as typed, in small letters and as names are written.</param>
    public async Task<IReadOnlyList<Customer>> FindCustomersAsync(string text, int limit, CancellationToken cancellationToken)
    {
        text = text.Trim();
        var (lower, asName) = (text.ToLowerInvariant(), CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant()));
        var known = CustomerContact.Read(text) is { Succeeded: true, Value.Value: var value } ? value : lower;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Customer>().Where(customer => customer.ProfileId == customer.Id && customer.ErasedAt == null)
            .Where(customer => customer.Name.Contains(text) || customer.Name.Contains(lower) || customer.Name.Contains(asName)
                || (customer.Email != null && (customer.Email.Contains(lower) || customer.Email.Contains(text)))
                || db.Set<Customer>().Any(part => part.ProfileId == customer.Id
                    && db.Set<CustomerIdentity>().Any(identity => identity.CustomerId == part.Id && identity.Kind != IdentityKind.Visitor && identity.Value.Contains(known))))
            .OrderByDescending(customer => customer.Name.StartsWith(asName)).ThenBy(customer => customer.Name).ThenBy(customer => customer.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>The customer's newest ticket on a channel that is not spam; null where there is none.</summary>
    public async Task<Ticket?> NewestTicketAsync(long customerId, TicketChannel channel, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Ticket>().Where(ticket => ticket.CustomerId == customerId && ticket.Channel == channel && ticket.Status != TicketStatus.Spam)
            .OrderByDescending(ticket => ticket.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The tickets of a customer's whole profile, newest first.</summary>
    public async Task<IReadOnlyList<CustomerTicket>> TicketsOfCustomerAsync(long customerId, int limit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var own = await db.Set<Customer>().Where(customer => customer.Id == customerId).Select(customer => customer.ProfileId).FirstOrDefaultAsync(cancellationToken);
        return await db.Set<Ticket>().Where(ticket => db.Set<Customer>().Where(part => part.ProfileId == own).Select(part => part.Id).Contains(ticket.CustomerId)).OrderByDescending(ticket => ticket.Id).Take(limit)
            .Select(ticket => new CustomerTicket(ticket.Id, ticket.Subject, ticket.Status, ticket.PriorityId, ticket.CreatedAt)).ToListAsync(cancellationToken);
    }

    /// <summary>The numbers of the tickets that went on where a customer's ticket had ended, in their order.</summary>
    public async Task<IReadOnlyList<long>> FollowUpsAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Ticket>().Where(other => other.CustomerId == ticket.CustomerId && other.FollowUpOf == ticket.Id).OrderBy(other => other.Id)
            .Select(other => other.Id).Take(20).ToListAsync(cancellationToken);
    }

    private static async Task<IQueryable<Message>> OfAsync(DeskDb db, long ticketId, bool publicOnly, CancellationToken cancellationToken)
    {
        var family = await TicketFamily.OfAsync(db, ticketId, cancellationToken);
        var messages = family.Count == 1 ? db.Set<Message>().Where(message => message.TicketId == ticketId) : db.Set<Message>().Where(message => family.Contains(message.TicketId));
        return publicOnly ? messages.Where(message => message.Kind == MessageKind.Public) : messages;
    }
}
