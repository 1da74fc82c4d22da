using System.Data.Common;
using System.Diagnostics;
using AgentConsole.Tickets.Search;

namespace AgentConsole.Bench.Search;

/// <summary>
/// The raw limits of a search, by bare ADO.NET on an open connection. <see cref="ByTheRule"/>: the full-text query of the same rule (the newest thousand of each index that hold the words, ranked
/// by the database's own measure and by age, fifty tickets) with what a result shows. <see cref="AllRanked"/>: every match ranked by the database, and fifty numbers.
/// </summary>
internal sealed class BareSearch : IDisposable
{
    private const double Month = 30 * 24 * 60 * 60 * 1000.0;

    private readonly DbConnection _connection;
    private readonly bool _isPostgres;
    private readonly List<DbCommand> _byTheRule = [];
    private readonly DbCommand _allRanked;

    private BareSearch(DbConnection connection, bool isPostgres)
    {
        (_connection, _isPostgres) = (connection, isPostgres);
        _byTheRule.Add(Command(Newest("Messages", "h.\"TicketId\"", "h.\"At\"", "h.\"Id\"")));
        _byTheRule.Add(Command(Newest("Tickets", "h.\"Id\"", "h.\"LastMessageAt\"", "CAST(NULL AS bigint)")));
        _allRanked = Command(isPostgres
            ? """SELECT "Id", ts_rank("Words", to_tsquery('simple', @words)) FROM "SearchIndexMessages" WHERE "Words" @@ to_tsquery('simple', @words) ORDER BY 2 DESC LIMIT 50"""
            : """SELECT rowid, rank FROM "SearchIndexMessages" WHERE "SearchIndexMessages" MATCH @words ORDER BY rank LIMIT 50""");
    }

    public static async Task<BareSearch> OpenAsync(SearchDatabase database, CancellationToken cancellationToken) => new(await database.OpenAsync(cancellationToken), database.IsPostgres);

    /// <summary>Milliseconds, and how many rows came.</summary>
    public (double Milliseconds, int Rows) ByTheRule(SearchQuery query, long now) => Measure(query, now, _byTheRule);

    public double AllRanked(SearchQuery query) => Measure(query, 0, [_allRanked]).Milliseconds;

    public void Dispose()
    {
        foreach (var command in _byTheRule) command.Dispose();
        _allRanked.Dispose();
        _connection.Dispose();
    }

    private string Newest(string index, string ticket, string at, string message)
    {
        var score = FormattableString.Invariant($"f.fit * (1 + 1 / (1 + (@now - {at}) / {Month:0.0}))");
        var best = _isPostgres
            ? $"""
               SELECT * FROM (
                   SELECT DISTINCT ON (1) {ticket} AS ticket, {message} AS message, {score} AS score
                   FROM (SELECT "Id", ts_rank("Words", to_tsquery('simple', @words)) AS fit FROM (
                       SELECT "Id", "Words" FROM "SearchIndex{index}" WHERE "Words" @@ to_tsquery('simple', @words) ORDER BY "Id" DESC LIMIT 1000) n) f
                   JOIN "{index}" h ON h."Id" = f."Id" ORDER BY 1, 3 DESC) best ORDER BY score DESC LIMIT 50
               """
            : $"""
               SELECT {ticket} AS ticket, {message} AS message, max({score}) AS score
               FROM (SELECT rowid AS "Id", -rank AS fit FROM "SearchIndex{index}" WHERE "SearchIndex{index}" MATCH @words ORDER BY rowid DESC LIMIT 1000) f
               JOIN "{index}" h ON h."Id" = f."Id" GROUP BY 1 ORDER BY 3 DESC LIMIT 50
               """;
        return $"""
            SELECT t."Id", t."Subject", c."Name", t."Status", t."PriorityId", t."Channel", t."AssigneeId", t."TagIds", t."LastMessageAt", m."Text", m."At", m."AuthorName", m."Kind", s.score
            FROM ({best}) s
            JOIN "Tickets" t ON t."Id" = s.ticket JOIN "Customers" o ON o."Id" = t."CustomerId" JOIN "Customers" c ON c."Id" = o."ProfileId" LEFT JOIN "Messages" m ON m."Id" = s.message
            """;
    }

    private (double Milliseconds, int Rows) Measure(SearchQuery query, long now, IReadOnlyList<DbCommand> commands)
    {
        var started = Stopwatch.GetTimestamp();
        var rows = 0;
        foreach (var command in commands)
        {
            command.Parameters["@words"].Value = string.Join(_isPostgres ? " & " : " AND ", query.Words.Select((word, i) => Term(word, query.IsTyping && i == query.Words.Count - 1)));
            command.Parameters["@now"].Value = now;
            using var reader = command.ExecuteReader();
            var values = new object[reader.FieldCount];
            for (; reader.Read(); rows++) reader.GetValues(values);
        }

        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, rows);
    }

    private string Term(string word, bool isBeginning) => (_isPostgres, isBeginning) switch { (true, true) => $"{word}:*", (true, _) => word, (_, true) => $"\"{word}\"*", _ => $"\"{word}\"" };

    private DbCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Made of the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in new (string, object)[] { ("@words", ""), ("@now", 0L) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        // PostgreSQL would plan once for all words, the rare and the frequent.
        if (!_isPostgres) command.Prepare();
        return command;
    }
}
