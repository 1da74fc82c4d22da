using System.Data.Common;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People;
using AgentConsole.Tickets.Fields;

namespace AgentConsole.Tickets.Conditions;

/// <summary>A ticket that a condition found, and when time alone will change the answer.</summary>
internal readonly record struct ConditionMatch(long TicketId, bool Fits, DateTimeOffset? TurnsAt);

/// <summary>Finds tickets by a condition, in the database: the same ones that <see cref="CompiledCondition"/> says fit.</summary>
internal sealed class ConditionQuery(StorageProvider storage, TimeProvider time)
{
    // Who a ticket's customer is, the profile says that it is a part of.
    private const string Tickets = """ FROM "Tickets" t""";
    private const string Customers = """ JOIN "Customers" own ON own."Id" = t."CustomerId" JOIN "Customers" c ON c."Id" = own."ProfileId" """;
    private const string WithCustomers = Tickets + Customers;

    // From the numbers to the tickets, and never the other way round.
    private const string SomeOnSqlite = """ FROM json_each(@ids) picked CROSS JOIN "Tickets" t ON t."Id" = picked.value""";
    private const string SomeOnPostgres = """ FROM unnest(@ids) AS picked(value) JOIN "Tickets" t ON t."Id" = picked.value""";

    private const string Columns =
        """
        t."Id", t."Subject", t."Declared", t."Status", t."PriorityId", t."Channel", t."TeamId", t."AssigneeId", t."SiteId", t."TagIds", t."Fields", t."CreatedAt", t."WaitingSince",
        t."LastMessageAt", t."FirstResponseAt", t."LastCustomerSeq", t."SeenByAgentSeq", t."SlaState", t."DueAt", c."Tier", c."IsVip", c."Company", c."Language", t."IsSnoozed", t."StatusId"
        """;

    /// <summary>Numbers of the tickets up to a status that fit now, ascending.</summary>
    public async Task<List<long>> FindAsync(CompiledCondition condition, TicketStatus upTo, CancellationToken cancellationToken)
    {
        var now = time.Instant();
        var sql = ConditionSql.Of(condition.Condition, now, storage.IsShared);
        var found = new List<long>();
        if (!sql.IsExact)
        {
            await ReadAsync(sql, upTo, now, facts => { if (condition.Fits(facts)) found.Add(facts.Ticket.Id); }, cancellationToken);
            found.Sort();
            return found;
        }

        await using var connection = await storage.OpenAsync(cancellationToken);
        // Where nothing is asked of customers none is looked up.
        await using var command = Command(connection, "t.\"Id\"" + (condition.ReadsCustomer ? WithCustomers : Tickets), sql, upTo);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) found.Add(reader.GetInt64(0));
        found.Sort();
        return found;
    }

    /// <summary>Those of some tickets that fit now, as long as they are not beyond a status.</summary>
    public async Task<HashSet<long>> AmongAsync(CompiledCondition condition, IReadOnlyList<long> ids, TicketStatus upTo, CancellationToken cancellationToken)
    {
        var (now, found) = (time.Instant(), new HashSet<long>());
        var sql = ConditionSql.Of(condition.Condition, now, storage.IsShared);
        var from = storage.IsShared ? SomeOnPostgres : SomeOnSqlite;
        if (condition.ReadsCustomer || !sql.IsExact) from += storage.IsShared ? Customers : Customers.Replace("JOIN", "CROSS JOIN", StringComparison.Ordinal);
        await using var connection = await storage.OpenAsync(cancellationToken);
        await using var command = Command(connection, (sql.IsExact ? "t.\"Id\"" : Columns) + from, sql, upTo);
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@ids", storage.IsShared ? ids.ToArray() : $"[{string.Join(',', ids)}]");
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) if (sql.IsExact || condition.Fits(Facts(reader, now))) found.Add(reader.GetInt64(0));
        return found;
    }

    /// <summary>Every ticket up to a status that fits or will by itself, with when that changes.</summary>
    public async Task<List<ConditionMatch>> FollowAsync(CompiledCondition condition, TicketStatus upTo, CancellationToken cancellationToken)
    {
        if (!condition.TurnsByItself) return (await FindAsync(condition, upTo, cancellationToken)).ConvertAll(id => new ConditionMatch(id, true, null));
        var (now, found) = (time.Instant(), new List<ConditionMatch>());
        var sql = ConditionSql.Of(condition.Condition, now, storage.IsShared, leavesTimeOut: true);
        await ReadAsync(sql, upTo, now, Follow, cancellationToken);
        return found;

        void Follow(ConditionFacts facts)
        {
            var (fits, turnsAt) = (condition.Fits(facts), condition.NextTurn(facts));
            if (fits || turnsAt is not null) found.Add(new ConditionMatch(facts.Ticket.Id, fits, turnsAt));
        }
    }

    private async Task ReadAsync(ConditionSql sql, TicketStatus upTo, DateTimeOffset now, Action<ConditionFacts> take, CancellationToken cancellationToken)
    {
        await using var connection = await storage.OpenAsync(cancellationToken);
        await using var command = Command(connection, Columns + WithCustomers, sql, upTo);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) take(Facts(reader, now));
    }

    private static DbCommand Command(DbConnection connection, string what, ConditionSql sql, TicketStatus upTo)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Made of numbers and parameters alone: see ConditionSql.
        command.CommandText = $"SELECT {what} WHERE t.\"Status\" <= {(int)upTo} AND {sql.Where}";
#pragma warning restore CA2100
        for (var i = 0; i < sql.Values.Count; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", sql.Values[i]);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static ConditionFacts Facts(DbDataReader row, DateTimeOffset now)
    {
        var ticket = new Ticket
        {
            Id = row.GetInt64(0),
            Subject = row.GetString(1),
            Declared = Text(2),
            Status = (TicketStatus)row.GetInt32(3),
            PriorityId = row.GetInt32(4),
            Channel = (TicketChannel)row.GetInt32(5),
            TeamId = Number(6),
            AssigneeId = Number(7),
            SiteId = Number(8),
            TagIds = TicketJson.ReadIds(row.GetString(9)),
            Fields = FieldJson.ReadValues(row.GetString(10)),
            CreatedAt = Instant(11)!.Value,
            WaitingSince = Instant(12),
            LastMessageAt = Instant(13)!.Value,
            FirstResponseAt = Instant(14),
            LastCustomerSeq = row.GetInt64(15),
            SeenByAgentSeq = row.GetInt64(16),
            IsSnoozed = row.GetBoolean(23),
            StatusId = (int?)Number(24),
            CustomerId = 0,
        };
        var customer = new Customer { Id = 0, Name = "", Tier = (CustomerTier)row.GetInt32(19), IsVip = row.GetBoolean(20), Company = Text(21), Language = Text(22) };
        return new ConditionFacts(ticket, customer, now) { SlaState = (SlaState)row.GetInt32(17), DueAt = Instant(18) };

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        long? Number(int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
        DateTimeOffset? Instant(int column) => Number(column) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }
}
