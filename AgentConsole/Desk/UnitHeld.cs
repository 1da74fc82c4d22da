using AgentConsole.Data;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Sending;
using AgentConsole.Tickets.Together;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Desk;

/// <summary>The held replies and the drafts that one commit changes: what it read, with what it did laid over it.</summary>
internal sealed class UnitHeld(DeskDb db)
{
    private readonly Dictionary<(long AgentId, string ClientId), (HeldReply? Stored, HeldReply? Now)> _held = [];
    private readonly Dictionary<(long AgentId, long TicketId), (StoredDraft? Stored, StoredDraft? Now)> _drafts = [];

    /// <summary>Null where there is none, or none any more.</summary>
    public async Task<HeldReply?> FindAsync(long agentId, string clientId)
    {
        if (_held.TryGetValue((agentId, clientId), out var known)) return known.Now;
        var stored = await db.Set<HeldReply>().AsNoTracking().FirstOrDefaultAsync(held => held.AgentId == agentId && held.ClientId == clientId);
        _held[(agentId, clientId)] = (stored, stored);
        return stored;
    }

    /// <summary>To be called after it was looked for.</summary>
    public void Set(HeldReply held) => _held[(held.AgentId, held.ClientId)] = (_held[(held.AgentId, held.ClientId)].Stored, held);

    public void Remove(HeldReply held) => _held[(held.AgentId, held.ClientId)] = (_held[(held.AgentId, held.ClientId)].Stored, null);

    /// <summary>Puts words into an agent's draft, before what stands there; false, and nothing done, where both are more than a message may be.</summary>
    public async Task<bool> JoinAsync(StoredDraft words)
    {
        var there = await DraftAsync(words.AgentId, words.TicketId);
        var joined = there is null ? words : words.Before(there);
        if (joined.Text.Length > Message.MaxLength) return false;
        _drafts[(words.AgentId, words.TicketId)] = (_drafts[(words.AgentId, words.TicketId)].Stored, joined);
        return true;
    }

    /// <summary>What is being written on a ticket is written on another from here on; how it was left there comes after it.</summary>
    public async Task MoveDraftsAsync(long fromTicketId, long toTicketId)
    {
        var agents = await db.Set<StoredDraft>().Where(draft => draft.TicketId == fromTicketId).Select(draft => draft.AgentId).ToListAsync();
        foreach (var agent in agents.Union(_drafts.Keys.Where(key => key.TicketId == fromTicketId).Select(key => key.AgentId)).ToList())
        {
            if (await DraftAsync(agent, fromTicketId) is not { } moved) continue;
            // Where there is no room it stays: it comes back with the ticket.
            if (await JoinAsync(moved with { TicketId = toTicketId })) _drafts[(agent, fromTicketId)] = (_drafts[(agent, fromTicketId)].Stored, null);
        }
    }

    /// <summary>Words of a ticket that is erased in this commit.</summary>
    public async Task EraseAsync(long ticketId)
    {
        await db.Set<StoredDraft>().Where(draft => draft.TicketId == ticketId).ExecuteDeleteAsync();
        await db.Set<HeldReply>().Where(held => held.TicketId == ticketId).ExecuteDeleteAsync();
        foreach (var key in _drafts.Keys.Where(key => key.TicketId == ticketId).ToList()) _drafts.Remove(key);
        foreach (var key in _held.Where(pair => pair.Value.Now?.TicketId == ticketId).Select(pair => pair.Key).ToList()) _held[key] = (null, null);
    }

    public void Write(DeskTables tables, WriteBatch batch)
    {
        foreach (var (stored, now) in _held.Values) Write(tables.Held, batch, stored, now);
        foreach (var (stored, now) in _drafts.Values) Write(tables.Drafts, batch, stored, now);
    }

    private static void Write<T>(RowWriter<T> table, WriteBatch batch, T? stored, T? now) where T : class
    {
        if (ReferenceEquals(stored, now)) return;
        if (now is null) table.Delete(batch, stored!);
        else if (stored is null) table.Insert(batch, now);
        else table.Update(batch, now);
    }

    private async Task<StoredDraft?> DraftAsync(long agentId, long ticketId)
    {
        if (_drafts.TryGetValue((agentId, ticketId), out var known)) return known.Now;
        var stored = await db.Set<StoredDraft>().AsNoTracking().FirstOrDefaultAsync(draft => draft.AgentId == agentId && draft.TicketId == ticketId);
        _drafts[(agentId, ticketId)] = (stored, stored);
        return stored;
    }
}
