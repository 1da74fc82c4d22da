using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.Tickets.Files;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Together;

/// <summary>Keeps drafts in the database, and tells an agent's other screens, on whichever node, that one changed.</summary>
public sealed class DraftStore(IDbContextFactory<DeskDb> databases, LiveSignals signals, TimeProvider time)
{
    /// <summary>A draft that nobody touched for so long is forgotten.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private DateTimeOffset _clearAt;

    /// <summary>The topic on which an agent's screens hear of a draft's changes; the signal's kind is the screen that made it.</summary>
    public static string Topic(long agentId, long ticketId) => $"draft:{agentId}:{ticketId}";

    /// <summary>Null where nothing is being written.</summary>
    public async Task<StoredDraft?> ReadAsync(long agentId, long ticketId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var draft = await db.Set<StoredDraft>().FirstOrDefaultAsync(draft => draft.AgentId == agentId && draft.TicketId == ticketId, cancellationToken);
        if (draft?.Files is not { } files) return draft;
        // What waited too long was taken away, and what was sent is sent.
        var (keys, owner) = (files.Select(file => file.Key).ToList(), FileOwner.Agent(agentId));
        var there = await db.Set<Attachment>().Where(file => keys.Contains(file.Key) && file.MessageId == null && file.Owner == owner).Select(file => file.Key).ToListAsync(cancellationToken);
        draft = draft with { Files = [.. files.Where(file => there.Contains(file.Key))] };
        return draft.IsEmpty ? null : draft;
    }

    /// <summary>Keeps it as it is now; an empty one is forgotten. What is longer than a message may be is not kept: it can't be sent either.</summary>
    /// <param name="was">What this screen kept of it before: where the ticket was merged meanwhile, that went to the other ticket, and so does this, in its place.</param>
    /// <param name="screen">Which screen wrote it.</param>
    /// <returns>The ticket on which it is kept.</returns>
    public async Task<long> SaveAsync(StoredDraft draft, string was, string screen, CancellationToken cancellationToken)
    {
        if (draft.Text.Length > Message.MaxLength || !Text.IsStorable(draft.Text)) return draft.TicketId;
        var now = time.Instant();
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (!draft.IsEmpty) draft = await FollowAsync(db, draft, was, cancellationToken);
            var mine = db.Set<StoredDraft>().Where(other => other.AgentId == draft.AgentId && other.TicketId == draft.TicketId);
            if (draft.IsEmpty) await mine.ExecuteDeleteAsync(cancellationToken);
            else if (await UpdateAsync(mine, draft, now, cancellationToken) == 0) await InsertAsync(db, mine, draft with { At = now }, cancellationToken);
            await ClearOldAsync(db, now, cancellationToken);
        }

        signals.Publish(Topic(draft.AgentId, draft.TicketId), screen, "{}");
        return draft.TicketId;
    }

    private static async Task<StoredDraft> FollowAsync(DeskDb db, StoredDraft draft, string was, CancellationToken cancellationToken)
    {
        var home = draft.TicketId;
        while (await db.Set<Ticket>().Where(ticket => ticket.Id == home).Select(ticket => ticket.MergedIntoId).FirstOrDefaultAsync(cancellationToken) is { } into) home = into;
        if (home == draft.TicketId) return draft;
        var there = await db.Set<StoredDraft>().AsNoTracking().FirstOrDefaultAsync(other => other.AgentId == draft.AgentId && other.TicketId == home, cancellationToken);
        var moved = draft with { TicketId = home };
        if (there is null) return moved;
        var joined = moved.Before(was.Length > 0 && there.Text.StartsWith(was, StringComparison.Ordinal) ? there with { Text = there.Text[was.Length..].TrimStart() } : there);
        // Both are more than a message may be: what is there stays, and this stays where it was written.
        return joined.Text.Length > Message.MaxLength ? draft : joined;
    }

    private static Task<int> UpdateAsync(IQueryable<StoredDraft> mine, StoredDraft draft, DateTimeOffset now, CancellationToken cancellationToken) =>
        mine.ExecuteUpdateAsync(
            set => set.SetProperty(d => d.IsNote, draft.IsNote).SetProperty(d => d.IsWhisper, draft.IsWhisper).SetProperty(d => d.Text, draft.Text).SetProperty(d => d.Then, draft.Then).SetProperty(d => d.ThenId, draft.ThenId).SetProperty(d => d.Files, draft.Files)
                .SetProperty(d => d.BeganVersion, draft.BeganVersion).SetProperty(d => d.BeganSeq, draft.BeganSeq).SetProperty(d => d.At, now),
            cancellationToken);

    private static async Task InsertAsync(DeskDb db, IQueryable<StoredDraft> mine, StoredDraft draft, CancellationToken cancellationToken)
    {
        db.Add(draft);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another screen was the first: this one's words are newer.
            if (await UpdateAsync(mine, draft, draft.At, cancellationToken) == 0) throw;
        }
    }

    private async Task ClearOldAsync(DeskDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now < _clearAt) return;
        _clearAt = now + TimeSpan.FromDays(1);
        var old = now - Kept;
        await db.Set<StoredDraft>().Where(draft => draft.At < old).ExecuteDeleteAsync(cancellationToken);
    }
}
