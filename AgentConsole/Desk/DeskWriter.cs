using System.Data.Common;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Desk;

/// <summary>Handles batches of commands on a connection of its own: lock, decide, write, commit, tell.</summary>
public sealed partial class DeskWriter(
    StorageProvider storage, IDbContextFactory<DeskDb> databases, LiveFeed feed, CommandHandler handler, StorageRetry retry, ILogger<DeskWriter> logger)
    : IAsyncDisposable
{
    private readonly TicketCache _cache = new();
    private DeskTables? _tables;
    private DbConnection? _connection;
    private DeskReader? _reader;
    private WriteBatch? _writes;

    /// <summary>A unit whose commit was begun and not answered: it may be in the database.</summary>
    private (DeskUnit Unit, Outcome<CommandResult>[] Outcomes)? _uncertain;

    /// <summary>Handles the commands and answers each, after the commit that holds it.</summary>
    public async Task HandleAsync(IReadOnlyList<WaitingCommand> commands)
    {
        try
        {
            _uncertain = null;
            await retry.ExecuteAsync(_ => CommitAsync(commands), CancellationToken.None);
        }
        catch (Exception exception) when (commands.Count > 1)
        {
            // One command's failure is not its neighbours': each gets a commit of its own.
            Log.BatchFailed(logger, commands.Count, exception);
            foreach (var command in commands) await HandleAsync([command]);
        }
        catch (Exception exception)
        {
            Log.CommandFailed(logger, commands[0].Command.GetType().Name, exception);
            commands[0].Answer.TrySetResult(new Refusal(storage.IsFull(exception) ? "storage.full" : "storage.failed"));
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task CommitAsync(IReadOnlyList<WaitingCommand> commands)
    {
        var outcomes = new Outcome<CommandResult>[commands.Count];
        LiveChange[] changes;
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            if (_uncertain is { } begun)
            {
                if (await begun.Unit.IsCommittedAsync(db))
                {
                    Answer(commands, begun.Outcomes, begun.Unit.Changes);
                    return;
                }

                _uncertain = null;
            }

            _tables ??= new DeskTables(db);
            _connection ??= await storage.OpenAsync(CancellationToken.None);
            _reader ??= new DeskReader(_connection, storage.LockClause);
            _writes ??= new WriteBatch(_connection);
            _writes.Clear();
            await using var transaction = storage.Begin(_connection);
            _reader.Transaction = transaction;
            // What EF reads is read here too: on the connection that is open, not on one opened for each question.
            db.Database.SetDbConnection(_connection, contextOwnsConnection: false);
            await db.Database.UseTransactionAsync(transaction);
            var counters = await _reader.LockCountersAsync();
            await CatchUpAsync(db, counters.Seq);
            await handler.PrepareAsync(await _reader.SlaBookAsync());
            var unit = new DeskUnit(db, _reader, _cache, counters);
            for (var i = 0; i < commands.Count; i++) outcomes[i] = await handler.HandleAsync(commands[i].Command, unit);

            unit.Write(_tables, _writes);
            await _writes.ExecuteAsync(transaction, CancellationToken.None);
            if (unit.Journal.Count > 0 && storage.IsShared) await RingAsync(transaction);
            _uncertain = (unit, outcomes);
            await transaction.CommitAsync();
            unit.Remember();
            changes = unit.Changes;
        }
        catch
        {
            // Whatever is wrong, the connection and what was remembered are not to be trusted.
            await CloseAsync();
            throw;
        }

        Answer(commands, outcomes, changes);
    }

    private void Answer(IReadOnlyList<WaitingCommand> commands, Outcome<CommandResult>[] outcomes, LiveChange[] changes)
    {
        _uncertain = null;
        feed.Offer(changes);
        for (var i = 0; i < commands.Count; i++) commands[i].Answer.TrySetResult(outcomes[i]);
    }

    /// <summary>Forgets what another node has changed since this one's last commit.</summary>
    private async Task CatchUpAsync(DeskDb db, long seq)
    {
        const int few = 1000;
        if (_cache.Seq == seq) return;
        if (seq - _cache.Seq > few)
        {
            _cache.Clear();
        }
        else
        {
            var since = _cache.Seq;
            _cache.Forget(await db.Set<JournalRow>().Where(row => row.Seq > since).Select(row => row.TicketId).Distinct().ToListAsync());
        }

        _cache.Seq = seq;
    }

    private async Task RingAsync(DbTransaction transaction)
    {
        await using var notify = _connection!.CreateCommand();
        notify.Transaction = transaction;
        notify.CommandText = $"NOTIFY {PostgresWire.JournalChannel}";
        await notify.ExecuteNonQueryAsync();
    }

    private async Task CloseAsync()
    {
        _cache.Clear();
        _cache.Seq = 0;
        if (_writes is not null) await _writes.DisposeAsync();
        if (_reader is not null) await _reader.DisposeAsync();
        (_writes, _reader) = (null, null);
        if (_connection is not null) await _connection.DisposeAsync();
        _connection = null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A commit of {Count} commands failed; each is tried by itself")]
        public static partial void BatchFailed(ILogger logger, int count, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "{Command} could not be stored")]
        public static partial void CommandFailed(ILogger logger, string command, Exception exception);
    }
}
