using System.Diagnostics;
using AgentConsole.Bench.Support;
using AgentConsole.Tickets.Search;
using Microsoft.Data.Sqlite;

namespace AgentConsole.Bench.Search;

/// <summary>
/// The raw limits of a search, by bare ADO.NET on an open connection with prepared statements. <see cref="ByTheRule"/>: the full-text query of the same rule (the newest thousand of each index
/// that hold the words, ranked by fit and age, fifty tickets) with what a result shows. <see cref="AllRanked"/>: every match ranked by the database, and fifty numbers.
/// </summary>
internal sealed class BareSearch : IDisposable
{
    private const double Month = 30 * 24 * 60 * 60 * 1000.0;

    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _byTheRule = [];
    private readonly SqliteCommand _allRanked;

    public BareSearch(TempDatabase database)
    {
        _connection = new SqliteConnection(database.Options.ConnectionString + ";Pooling=False");
        _connection.Open();
        using (var pragma = _connection.CreateCommand())
        {
            pragma.CommandText = "PRAGMA cache_size=-1000; PRAGMA temp_store=MEMORY";
            pragma.ExecuteNonQuery();
        }

        _byTheRule.Add(Command(Newest("Messages", """JOIN "Messages" h ON h."Id" = f."Id" """, "h.\"TicketId\"", "h.\"At\"", "h.\"Id\"")));
        _byTheRule.Add(Command(Newest("Tickets", """JOIN "Tickets" h ON h."Id" = f."Id" """, "h.\"Id\"", "h.\"LastMessageAt\"", "NULL")));
        _allRanked = Command("""SELECT rowid, rank FROM "SearchIndexMessages" WHERE "SearchIndexMessages" MATCH @words ORDER BY rank LIMIT 50""");
    }

    /// <summary>Milliseconds, and how many rows came.</summary>
    public (double Milliseconds, int Rows) ByTheRule(SearchQuery query, long now) => Measure(query, now, _byTheRule);

    public double AllRanked(SearchQuery query) => Measure(query, 0, [_allRanked]).Milliseconds;

    public void Dispose()
    {
        foreach (var command in _byTheRule) command.Dispose();
        _allRanked.Dispose();
        _connection.Dispose();
    }

    private static string Newest(string index, string join, string ticket, string at, string message) => FormattableString.Invariant($"""
        SELECT t."Id", t."Subject", c."Name", t."Status", t."PriorityId", t."Channel", t."AssigneeId", t."TagIds", t."LastMessageAt", m."Text", m."At", m."AuthorName", m."Kind", s.score
        FROM (SELECT {ticket} AS ticket, {message} AS message, max(f.fit * (1 + 1 / (1 + (@now - {at}) / {Month:0.0}))) AS score
              FROM (SELECT rowid AS "Id", -rank AS fit FROM "SearchIndex{index}" WHERE "SearchIndex{index}" MATCH @words ORDER BY rowid DESC LIMIT 1000) f {join}
              GROUP BY 1 ORDER BY 3 DESC LIMIT 50) s
        JOIN "Tickets" t ON t."Id" = s.ticket JOIN "Customers" o ON o."Id" = t."CustomerId" JOIN "Customers" c ON c."Id" = o."ProfileId" LEFT JOIN "Messages" m ON m."Id" = s.message
        """);

    private static (double Milliseconds, int Rows) Measure(SearchQuery query, long now, IReadOnlyList<SqliteCommand> commands)
    {
        var started = Stopwatch.GetTimestamp();
        var rows = 0;
        foreach (var command in commands)
        {
            command.Parameters["@words"].Value = string.Join(" AND ", query.Words.Select((word, i) => query.IsTyping && i == query.Words.Count - 1 ? $"\"{word}\"*" : $"\"{word}\""));
            command.Parameters["@now"].Value = now;
            using var reader = command.ExecuteReader();
            var values = new object[reader.FieldCount];
            for (; reader.Read(); rows++) reader.GetValues(values);
        }

        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, rows);
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Made of the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("@words", "");
        command.Parameters.AddWithValue("@now", 0L);
        command.Prepare();
        return command;
    }
}
