using System.Diagnostics;
using AgentConsole.Bench.Support;
using Microsoft.Data.Sqlite;

namespace AgentConsole.Bench.Ingest;

/// <summary>
/// The raw limit: bare ADO.NET that writes the same rows, columns and sizes into the same schema, by prepared statements, so many messages a commit,
/// <c>synchronous=FULL</c>; each commit updates the counters too. A ticket that changes twice in a commit is written once, as the Desk does.
/// </summary>
internal sealed class RawWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public RawWriter(TempDatabase database)
    {
        _connection = new SqliteConnection(database.Options.ConnectionString + ";Foreign Keys=True;Pooling=False");
        _connection.Open();
        using var pragmas = _connection.CreateCommand();
        pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000;";
        pragmas.ExecuteNonQuery();
    }

    /// <summary>Messages a second.</summary>
    public double Write(List<List<StoredRow>> messages, int perCommit)
    {
        using var counters = _connection.CreateCommand();
        counters.CommandText = """UPDATE "Counters" SET "Seq" = "Seq" + 3, "MessageId" = "MessageId" + 1, "TicketId" = "TicketId", "CustomerId" = "CustomerId" WHERE "Id" = 1""";
        var started = Stopwatch.GetTimestamp();
        foreach (var group in messages.Chunk(perCommit))
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            var updated = new HashSet<object>();
            foreach (var row in group.SelectMany(message => message))
            {
                if (!row.Updates || updated.Add(row.Values[0]!)) Execute(row, transaction);
            }

            counters.Transaction = transaction;
            counters.ExecuteNonQuery();
            transaction.Commit();
        }

        return messages.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _connection.Dispose();
    }

    private void Execute(StoredRow row, SqliteTransaction transaction)
    {
        var sql = row.Updates ? row.Table.Update : row.Table.Insert;
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // Made of the schema's own names.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 0; i < row.Values.Length; i++) command.Parameters.Add(new SqliteParameter($"$p{i}", null));
            command.Transaction = transaction;
            command.Prepare();
            _commands.Add(sql, command);
        }

        command.Transaction = transaction;
        for (var i = 0; i < row.Values.Length; i++) command.Parameters[i].Value = row.Values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }
}
