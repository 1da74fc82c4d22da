using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Customers;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Sending;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Desk;

/// <summary>
/// Takes a person out of the store, within the commit: the one place where rows of the journal are written again. Each ticket becomes the fold of
/// its journal without words, so that replaying it still gives exactly the ticket.
/// </summary>
internal sealed class UnitErasing(DeskDb db, DeskUnit unit)
{
    /// <summary>The tickets that were erased in this commit.</summary>
    public List<long> Erased { get; } = [];

    /// <summary>Erases what these customers, one person, are known by and have said and were told; how many tickets that was in.</summary>
    public async Task<int> EraseAsync(IReadOnlyList<Customer> parts, DateTimeOffset now)
    {
        var ids = parts.Select(customer => customer.Id).ToList();
        var tickets = (await db.Set<Ticket>().Where(ticket => ids.Contains(ticket.CustomerId)).Select(ticket => ticket.Id).ToListAsync())
            .Union(unit.OpenedTickets.Where(ticket => ids.Contains(ticket.CustomerId)).Select(ticket => ticket.Id)).Order().ToList();
        var visitors = await db.Set<CustomerIdentity>().Where(identity => ids.Contains(identity.CustomerId) && identity.Kind == IdentityKind.Visitor).Select(identity => identity.Value).ToListAsync();
        foreach (var ticket in tickets) await EraseTicketAsync(ticket, db.Set<Message>().Where(message => message.TicketId == ticket), _ => true);
        // What was moved to somebody else's ticket is the person's all the same; the rest of it is not.
        var mine = db.Set<Message>().Where(message => message.AuthorKind == ActorKind.Customer && ids.Contains(message.AuthorId));
        var elsewhere = await mine.Where(message => !tickets.Contains(message.TicketId)).Select(message => message.TicketId).Distinct().ToListAsync();
        foreach (var ticket in elsewhere)
            await EraseTicketAsync(ticket, mine.Where(message => message.TicketId == ticket), row => row.ActorKind == (int)ActorKind.Customer && ids.Contains(row.ActorId));
        foreach (var owner in visitors.Select(FileOwner.Visitor)) await OrphanAsync(db.Set<Attachment>().Where(file => file.MessageId == null && file.Owner == owner));
        await db.Set<CustomerIdentity>().Where(identity => ids.Contains(identity.CustomerId)).ExecuteDeleteAsync();
        unit.Forget(ids);
        await unit.Bans.EraseAsync(ids);
        // What was about to be written to them.
        await db.Set<HeldOpening>().Where(held => held.CustomerId != null && ids.Contains(held.CustomerId.Value)).ExecuteDeleteAsync();
        await EraseLogAsync(ids);
        foreach (var part in parts)
        {
            var name = Redaction.Name(part.Id);
            await db.Set<Message>().Where(message => message.AuthorKind == ActorKind.Customer && message.AuthorId == part.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(message => message.AuthorName, name));
            unit.Customers.Change(part with
            {
                Name = name,
                Email = null,
                Company = null,
                Language = null,
                Notes = null,
                Attributes = [],
                Tier = CustomerTier.Standard,
                IsVip = false,
                ErasedAt = now,
                Version = part.Version + 1,
            });
        }

        Erased.AddRange(tickets.Concat(elsewhere));
        return tickets.Count;
    }

    /// <param name="messages">Those of the ticket that go.</param>
    /// <param name="isConcerned">The rows of its journal that tell of them.</param>
    private async Task EraseTicketAsync(long id, IQueryable<Message> messages, Func<JournalRow, bool> isConcerned)
    {
        await OrphanAsync(db.Set<Attachment>().Where(file => messages.Any(message => message.Id == file.MessageId)));
        await messages.ExecuteUpdateAsync(set => set.SetProperty(message => message.Text, "").SetProperty(message => message.Files, (IReadOnlyList<MessageFile>?)null));

        await unit.Held.EraseAsync(id);

        Ticket? ticket = null;
        foreach (var row in await db.Set<JournalRow>().Where(row => row.TicketId == id).OrderBy(row => row.Seq).ToListAsync())
        {
            if (!isConcerned(row))
            {
                ticket = TicketHistory.Apply(ticket, TicketJournal.Entry(row));
                continue;
            }

            var (data, name) = (Redaction.Of(id, row.Data), row.ActorKind == (int)ActorKind.Customer ? Redaction.Name(row.ActorId) : row.ActorName);
            await db.Set<JournalRow>().Where(other => other.Seq == row.Seq).ExecuteUpdateAsync(set => set.SetProperty(other => other.Data, data).SetProperty(other => other.ActorName, name));
            ticket = TicketHistory.Apply(ticket, TicketJournal.Entry(new JournalRow
            {
                Seq = row.Seq,
                TicketId = id,
                At = row.At,
                Kind = row.Kind,
                Kinds = row.Kinds,
                ActorKind = row.ActorKind,
                ActorId = row.ActorId,
                ActorName = name,
                Data = data,
            }));
        }

        unit.Redact(id, ticket, isConcerned);
    }

    // Nobody's any more: nobody is let at them from this commit on, and the sweep takes them and their contents away.
    private static Task<int> OrphanAsync(IQueryable<Attachment> files) => files.ExecuteUpdateAsync(set => set.SetProperty(file => file.MessageId, (long?)null).SetProperty(file => file.Owner, ""));

    /// <summary>Who did what and when stays; what the fields held goes.</summary>
    private async Task EraseLogAsync(List<long> customers)
    {
        foreach (var row in await db.Set<CustomerLogRow>().Where(row => customers.Contains(row.CustomerId)).ToListAsync())
        {
            CustomerEvent bare = row.Event() switch
            {
                ProfileEdited edited => new ProfileEdited([.. edited.Changes.Select(change => new CustomerFieldChange(change.Field, null, null))]),
                ProfileKnownBy known => known with { Value = null },
                ProfileBanned banned => banned with { Reason = null },
                ProfileMerged merged => merged with { Name = Redaction.Name(merged.Other) },
                ProfileUnmerged unmerged => unmerged with { Name = Redaction.Name(unmerged.Other) },
                var other => other,
            };
            var data = CustomerLogJson.Write(bare);
            await db.Set<CustomerLogRow>().Where(other => other.CustomerId == row.CustomerId && other.Seq == row.Seq).ExecuteUpdateAsync(set => set.SetProperty(other => other.Data, data));
        }
    }
}
