using System.Data.Common;

namespace AgentConsole.Data;

/// <summary>
/// Statements of one transaction, kept until <see cref="ExecuteAsync"/>: as one round trip where the provider has batches (PostgreSQL),
/// as prepared commands used again and again where it has none (SQLite). Commands live as long as the connection they belong to.
/// </summary>
public sealed class WriteBatch(DbConnection connection) : IAsyncDisposable
{
    private readonly List<Statement> _statements = [];
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

    /// <summary>Fills the parameters from a row, making them on first use.</summary>
    public delegate void Filler(DbParameterCollection parameters, Func<DbParameter> create, object row);

    public void Add(string sql, object row, Filler fill) => _statements.Add(new Statement(sql, row, fill));

    public void Clear() => _statements.Clear();

    public async Task ExecuteAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (_statements.Count == 0) return;
        if (connection.CanCreateBatch) await ExecuteTogetherAsync(transaction, cancellationToken);
        else ExecuteOneByOne(transaction);
        _statements.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values) await command.DisposeAsync();
        _prepared.Clear();
    }

    private async Task ExecuteTogetherAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var statement in _statements)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = statement.Sql;
            statement.Fill(command.Parameters, command.CreateParameter, statement.Row);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private void ExecuteOneByOne(DbTransaction transaction)
    {
        foreach (var statement in _statements)
        {
            if (!_prepared.TryGetValue(statement.Sql, out var command))
            {
                command = connection.CreateCommand();
                command.CommandText = statement.Sql;
                _prepared.Add(statement.Sql, command);
            }

            command.Transaction = transaction;
            statement.Fill(command.Parameters, command.CreateParameter, statement.Row);
            command.ExecuteNonQuery();
        }
    }

    private readonly record struct Statement(string Sql, object Row, Filler Fill);
}
