using AgentConsole.Common;
using AgentConsole.Data;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.People;

/// <summary>Carries presence between nodes, and over a restart, in the table <c>AgentBeats</c>: one small write a beat for the whole node.</summary>
internal sealed class PresenceStore(IDbContextFactory<DeskDb> databases, PresenceBoard board, StorageProvider storage, TimeProvider time) : IDisposable
{
    /// <summary>After a day of silence what a node said, wishes too, is forgotten.</summary>
    public static TimeSpan Remembered { get; } = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _turn = new(1);
    private bool _hasRead;

    /// <summary>This process: each start is a node of its own.</summary>
    public string NodeId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Writes what this node knows, reads what the others wrote.</summary>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (storage.IsShared || !_hasRead) await ReadAsync(cancellationToken);
            await WriteAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }

        board.Look();
    }

    public void Dispose() => _turn.Dispose();

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!_hasRead)
        {
            var old = time.Instant() - Remembered;
            await db.Set<AgentBeat>().Where(beat => beat.BeatAt < old).ExecuteDeleteAsync(cancellationToken);
        }

        board.Hear(await db.Set<AgentBeat>().Where(beat => beat.NodeId != NodeId).ToListAsync(cancellationToken));
        _hasRead = true;
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var beats = board.Beats(NodeId);
        if (beats.Count == 0) return;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var written = await db.Set<AgentBeat>().Where(beat => beat.NodeId == NodeId).ToDictionaryAsync(beat => beat.AgentId, cancellationToken);
        foreach (var beat in beats)
        {
            if (!written.TryGetValue(beat.AgentId, out var was)) db.Add(beat);
            else if (was != beat) db.Update(beat);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
