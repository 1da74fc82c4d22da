using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Notices;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Desk;

/// <summary>
/// One commit's work: what its commands read (the database, with what earlier commands of the same commit did laid over it) and what
/// will be written. A ticket that changes often is written once.
/// </summary>
public sealed partial class DeskUnit
{
    private readonly DeskDb _db;
    private readonly DeskReader _reader;
    private readonly TicketCache _cache;
    private readonly Counters _counters;
    private readonly Dictionary<long, Ticket> _tickets = [];
    private readonly HashSet<long> _opened = [];
    private readonly Dictionary<(long CustomerId, TicketChannel Channel), long> _newest = [];
    private readonly Dictionary<long, Customer> _newCustomers = [];
    private readonly List<CustomerIdentity> _newIdentities = [];
    private readonly Dictionary<(IdentityKind, string), Customer?> _identities = [];
    private readonly Dictionary<(ActorKind, long, string), Message> _newClientIds = [];
    private readonly List<Message> _messages = [];
    private readonly List<JournalRow> _journal = [];
    private readonly List<Notice> _notices = [];

    internal DeskUnit(DeskDb db, DeskReader reader, TicketCache cache, Counters counters) =>
        (_db, _reader, _cache, _counters, Files, Held, Customers, Erasing, Bans) =
            (db, reader, cache, counters, new UnitFiles(db, reader.LockClause), new UnitHeld(db), new UnitCustomers(db, this), new UnitErasing(db, this), new UnitBans(db));

    public long Head => _counters.Seq;

    public long NextMessageId => _counters.MessageId + 1;

    internal IReadOnlyList<JournalRow> Journal => _journal;

    internal UnitFiles Files { get; }

    internal UnitHeld Held { get; }

    public async Task<Ticket?> TicketAsync(long id)
    {
        if (_tickets.TryGetValue(id, out var ticket)) return ticket;
        return _cache.Find(id) ?? await _db.Set<Ticket>().FirstOrDefaultAsync(t => t.Id == id);
    }

    /// <summary>The customer's newest ticket on a channel; null where there is none.</summary>
    public async Task<Ticket?> NewestOfAsync(long customerId, TicketChannel channel)
    {
        if (_newest.TryGetValue((customerId, channel), out var here)) return await TicketAsync(here);
        if (_newCustomers.ContainsKey(customerId)) return null;
        var newest = _cache.NewestOf(customerId, channel) ?? await _reader.NewestAsync(customerId, channel);
        if (newest is not { } id) return null;
        _newest.Add((customerId, channel), id);
        return await TicketAsync(id);
    }

    /// <summary>The message that a writer's client id stands for; null where it is new.</summary>
    public async Task<Message?> MessageOfAsync(Actor writer, string clientId)
    {
        if (_newClientIds.TryGetValue((writer.Kind, writer.Id, clientId), out var message)) return message;
        return await _reader.MessageAsync(writer, clientId) is { } found ? await _db.Set<Message>().FirstAsync(m => m.Id == found) : null;
    }

    /// <summary>The customer with this id, made in this commit or before it.</summary>
    public async Task<Customer?> CustomerAsync(long id)
    {
        if ((Customers.Find(id) ?? _newCustomers.GetValueOrDefault(id) ?? _cache.Customer(id)) is { } known) return known;
        var customer = await _db.Set<Customer>().FirstOrDefaultAsync(customer => customer.Id == id);
        if (customer is not null) _cache.Keep(customer);
        return customer;
    }

    /// <summary>The customer known by an identity; null where there is none.</summary>
    public async Task<Customer?> KnownCustomerAsync(NewCustomer who)
    {
        if (_identities.TryGetValue((who.Kind, who.Value), out var looked)) return looked;
        var known = await _reader.CustomerAsync(who.Kind, who.Value) is { } id ? await CustomerAsync(id) : null;
        return _identities[(who.Kind, who.Value)] = known;
    }

    /// <summary>The customer known by an identity, made where there is none.</summary>
    public async Task<Customer> CustomerOfAsync(NewCustomer who, DateTimeOffset now)
    {
        if (await KnownCustomerAsync(who) is { } known) return known;
        var fresh = new Customer
        {
            Id = ++_counters.CustomerId,
            Name = who.Name,
            Email = who.Email,
            Tier = who.Tier,
            IsVip = who.IsVip,
            Company = who.Company,
            Language = who.Language,
            CreatedAt = now,
        };
        _newCustomers.Add(fresh.Id, fresh);
        _newIdentities.Add(new CustomerIdentity { Kind = who.Kind, Value = who.Value, CustomerId = fresh.Id });
        _identities[(who.Kind, who.Value)] = fresh;
        return fresh;
    }

    /// <summary>A number for a new ticket.</summary>
    public long OpenTicket()
    {
        _opened.Add(++_counters.TicketId);
        return _counters.TicketId;
    }

    /// <summary>Appends an event to the journal and gives the ticket that it makes.</summary>
    public Ticket Append(long ticketId, Ticket? before, Actor by, DateTimeOffset at, TicketEvent what)
    {
        var entry = new JournalEntry(++_counters.Seq, ticketId, at, by, what);
        _journal.Add(TicketJournal.Row(entry));
        var after = TicketHistory.Apply(before, entry);
        CountLoad(before, after);
        if (before is null) _newest[(after.CustomerId, after.Channel)] = ticketId;
        return _tickets[ticketId] = after;
    }

    /// <summary>Adds the message that the last appended event told of.</summary>
    public Message AddMessage(Ticket ticket, MessageDraft draft, Actor by, DateTimeOffset at, string? clientId, long seq)
    {
        var message = new Message
        {
            Id = ++_counters.MessageId,
            TicketId = ticket.Id,
            Seq = seq,
            Kind = draft.Kind,
            AuthorKind = by.Kind,
            AuthorId = by.Id,
            AuthorName = by.Name,
            Text = draft.Text,
            At = at,
            ClientId = clientId,
            Files = draft.Files,
            Mentions = draft.Mentions,
        };
        _messages.Add(message);
        Files.Send(message);
        if (clientId is not null) _newClientIds.Add((by.Kind, by.Id, clientId), message);
        return message;
    }

    /// <summary>Tells an audience of the event that was appended last.</summary>
    public void Notify(Audience audience, Notice notice)
    {
        _notices.Add(notice with { Seq = Head, AudienceKind = audience.Kind, AudienceId = audience.Id });
        _journal[^1].Kinds |= (long)TicketChanges.Notified;
    }

    /// <summary>Puts everything in the order that foreign keys want.</summary>
    internal void Write(DeskTables tables, WriteBatch batch)
    {
        if (_journal.Count == 0) return;
        foreach (var customer in _newCustomers.Values) tables.Customers.Insert(batch, customer);
        foreach (var identity in _newIdentities) tables.Identities.Insert(batch, identity);
        foreach (var (id, ticket) in _tickets)
        {
            if (_opened.Contains(id)) tables.Tickets.Insert(batch, ticket);
            else tables.Tickets.Update(batch, ticket);
        }

        foreach (var message in _messages) tables.Messages.Insert(batch, message);
        Files.Write(tables, batch);
        Held.Write(tables, batch);
        Customers.Write(tables, batch);
        foreach (var message in _elsewhere.Values) tables.Messages.Update(batch, message);
        foreach (var row in _journal) tables.Journal.Insert(batch, row);
        WriteTurns(tables, batch);
        WriteDuties(tables, batch);
        foreach (var notice in _notices) tables.Notices.Insert(batch, notice);
        tables.Counters.Update(batch, _counters);
    }

    /// <summary>True where the database holds this unit's journal rows: a commit whose answer was lost has happened all the same.</summary>
    internal async Task<bool> IsCommittedAsync(DeskDb db)
    {
        if (_journal.Count == 0) return true;
        var mine = _journal[^1];
        var there = await db.Set<JournalRow>().FirstOrDefaultAsync(row => row.Seq == mine.Seq);
        return there is not null && there.TicketId == mine.TicketId && there.At == mine.At && there.ActorId == mine.ActorId && there.Data == mine.Data;
    }

    /// <summary>What was done, as watchers hear of it.</summary>
    internal LiveChange[] Changes => [.. _journal.Select(row => new LiveChange(row.Seq, row.TicketId, (ulong)row.Kinds))];

    /// <summary>After the commit: what was done is remembered.</summary>
    internal void Remember()
    {
        foreach (var ticket in _tickets.Values) _cache.Keep(ticket);
        foreach (var customer in _newCustomers.Values.Concat(Customers.Changed)) _cache.Keep(customer);
        foreach (var ((customerId, channel), id) in _newest) _cache.KeepNewest(customerId, channel, id);
        _cache.Seq = _counters.Seq;
        foreach (var act in _afterwards) act();
    }
}
