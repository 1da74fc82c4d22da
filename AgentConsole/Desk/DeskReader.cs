using System.Data.Common;
using AgentConsole.People;
using AgentConsole.Tickets;

namespace AgentConsole.Desk;

/// <summary>
/// The questions that every command or commit asks, as commands prepared once and used as long as the writer's connection lives. All that is asked
/// now and then goes through EF, on the same connection.
/// </summary>
internal sealed class DeskReader(DbConnection connection, string lockClause) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

    /// <summary>What follows a SELECT whose rows are held until the commit.</summary>
    public string LockClause { get; } = lockClause;

    /// <summary>The one that is open now.</summary>
    public DbTransaction? Transaction { get; set; }

    /// <summary>The last numbers given, locked until the commit.</summary>
    public async Task<Counters> LockCountersAsync()
    {
        var command = Prepare($"""SELECT "Seq", "TicketId", "MessageId", "CustomerId" FROM "Counters" WHERE "Id" = 1{LockClause}""", []);
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) throw new InvalidOperationException("The database has no counters: its migrations have not run.");
        return new Counters { Seq = reader.GetInt64(0), TicketId = reader.GetInt64(1), MessageId = reader.GetInt64(2), CustomerId = reader.GetInt64(3) };
    }

    /// <summary>The number of the newest policies and calendars. Asked in the writer's turn: a ticket is never judged by what was out of force before it.</summary>
    public async Task<long> SlaBookAsync() => await ScalarAsync("""SELECT MAX("Number") FROM "SlaBooks" """, []) ?? 0;

    /// <summary>The number of the message that a writer's client id stands for; null where there is none.</summary>
    public async Task<long?> MessageAsync(Actor writer, string clientId) => await ScalarAsync(
        """SELECT "Id" FROM "Messages" WHERE "AuthorKind" = @p0 AND "AuthorId" = @p1 AND "ClientId" = @p2""", [(int)writer.Kind, writer.Id, clientId]);

    /// <summary>The number of a customer's newest ticket on a channel; null where there is none.</summary>
    public async Task<long?> NewestAsync(long customerId, TicketChannel channel) => await ScalarAsync(
        """SELECT "Id" FROM "Tickets" WHERE "CustomerId" = @p0 AND "Channel" = @p1 ORDER BY "Id" DESC LIMIT 1""", [customerId, (int)channel]);

    /// <summary>When a customer was erased, in milliseconds since 1970; null for one who wasn't, or isn't there.</summary>
    public async Task<long?> ErasedAtAsync(long customerId) => await ScalarAsync("SELECT \"ErasedAt\" FROM \"Customers\" WHERE \"Id\" = @p0", [customerId]);

    /// <summary>The number of the customer known by an identity; null where nobody is.</summary>
    public async Task<long?> CustomerAsync(IdentityKind kind, string value) => await ScalarAsync(
        """SELECT "CustomerId" FROM "CustomerIdentities" WHERE "Kind" = @p0 AND "Value" = @p1""", [(int)kind, value]);

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values) await command.DisposeAsync();
        _prepared.Clear();
    }

    private async Task<long?> ScalarAsync(string sql, object[] values) => await Prepare(sql, values).ExecuteScalarAsync() as long?;

    private DbCommand Prepare(string sql, object[] values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            _prepared.Add(sql, command = connection.CreateCommand());
#pragma warning disable CA2100 // The texts above; values are parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 0; i < values.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                command.Parameters.Add(parameter);
            }
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.Transaction = Transaction;
        return command;
    }
}
