using AgentConsole.Live;
using Microsoft.EntityFrameworkCore;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;

namespace AgentConsole.Desk;

// Who the customers are, and what is left of those who were erased.
public sealed partial class DeskUnit
{
    internal UnitCustomers Customers { get; }

    internal UnitErasing Erasing { get; }

    internal UnitBans Bans { get; }

    internal IReadOnlyCollection<Customer> NewCustomers => _newCustomers.Values;

    internal IEnumerable<Ticket> OpenedTickets => _opened.Where(_tickets.ContainsKey).Select(id => _tickets[id]);

    /// <summary>True for a person of whom nothing is left. Each message of a customer asks it, so it costs no more than it must.</summary>
    public async Task<bool> IsErasedAsync(long customerId) =>
        (Customers.Find(customerId) ?? _newCustomers.GetValueOrDefault(customerId) ?? _cache.Customer(customerId)) is { } known
            ? known.ErasedAt is not null
            : await _reader.ErasedAtAsync(customerId) is not null;

    /// <summary>The profile that a customer is, or is a part of.</summary>
    public async Task<Customer?> ProfileAsync(long customerId) =>
        await CustomerAsync(customerId) is { } customer && customer.ProfileId != customer.Id ? await CustomerAsync(customer.ProfileId) : await CustomerAsync(customerId);

    /// <summary>Whose an identity is; null where it is nobody's.</summary>
    internal async Task<Customer?> OwnerAsync(IdentityKind kind, string value)
    {
        if (_identities.TryGetValue((kind, value), out var looked) && looked is not null) return await CustomerAsync(looked.Id);
        return looked is null && _identities.ContainsKey((kind, value)) ? null : await _reader.CustomerAsync(kind, value) is { } id ? await CustomerAsync(id) : null;
    }

    /// <summary>How many addresses, numbers and handles these customers have.</summary>
    internal async Task<int> CountIdentitiesAsync(List<long> customers) =>
        await _db.Set<CustomerIdentity>().CountAsync(identity => customers.Contains(identity.CustomerId) && identity.Kind != IdentityKind.Visitor)
        + _newIdentities.Count(identity => customers.Contains(identity.CustomerId) && identity.Kind != IdentityKind.Visitor);

    /// <summary>The visitors that these customers are known as.</summary>
    internal async Task<IReadOnlyList<string>> VisitorsAsync(List<long> customers)
    {
        var stored = await _db.Set<CustomerIdentity>().Where(identity => customers.Contains(identity.CustomerId) && identity.Kind == IdentityKind.Visitor).Select(identity => identity.Value).ToListAsync();
        var fresh = _newIdentities.Where(identity => customers.Contains(identity.CustomerId) && identity.Kind == IdentityKind.Visitor).Select(identity => identity.Value);
        return [.. stored.Concat(fresh).Select(VisitorIds.Whose).Distinct(StringComparer.Ordinal)];
    }

    internal void AddIdentity(CustomerIdentity identity)
    {
        _newIdentities.Add(identity);
        // Who it is, is asked anew: the profile may have changed within this commit.
        _identities[(identity.Kind, identity.Value)] = Customers.Find(identity.CustomerId) ?? _newCustomers.GetValueOrDefault(identity.CustomerId) ?? _cache.Customer(identity.CustomerId);
    }

    internal async Task RemoveIdentityAsync(IdentityKind kind, string value)
    {
        if (_newIdentities.RemoveAll(identity => identity.Kind == kind && identity.Value == value) == 0)
            await _db.Set<CustomerIdentity>().Where(identity => identity.Kind == kind && identity.Value == value).ExecuteDeleteAsync();
        _identities[(kind, value)] = null;
    }

    /// <summary>Nobody is known by these customers' addresses any more.</summary>
    internal void Forget(IReadOnlyList<long> customers)
    {
        foreach (var (key, known) in _identities.ToList())
        {
            if (known is not null && customers.Contains(known.Id)) _identities.Remove(key);
        }

        _newIdentities.RemoveAll(identity => customers.Contains(identity.CustomerId));
    }

    /// <summary>Takes the words out of what this commit was going to write of a ticket, and makes the ticket anew.</summary>
    /// <param name="stored">The fold of what the database holds of it, without words; null where it holds nothing.</param>
    /// <param name="isConcerned">The rows whose words go, each with its message.</param>
    internal void Redact(long ticketId, Ticket? stored, Func<JournalRow, bool> isConcerned)
    {
        var ticket = stored;
        for (var i = 0; i < _journal.Count; i++)
        {
            var row = _journal[i];
            if (row.TicketId != ticketId) continue;
            if (!isConcerned(row))
            {
                ticket = TicketHistory.Apply(ticket, TicketJournal.Entry(row));
                continue;
            }

            var name = row.ActorKind == (int)ActorKind.Customer ? Redaction.Name(row.ActorId) : row.ActorName;
            if (_messages.FindIndex(message => message.Seq == row.Seq) is >= 0 and var said) _messages[said] = _messages[said] with { Text = "", Files = null, AuthorName = name };
            _journal[i] = new JournalRow
            {
                Seq = row.Seq,
                TicketId = ticketId,
                At = row.At,
                Kind = row.Kind,
                Kinds = row.Kinds,
                ActorKind = row.ActorKind,
                ActorId = row.ActorId,
                ActorName = name,
                Data = Redaction.Of(ticketId, row.Data),
            };
            ticket = TicketHistory.Apply(ticket, TicketJournal.Entry(_journal[i]));
        }

        if (ticket is not null) _tickets[ticketId] = ticket;
    }
}
