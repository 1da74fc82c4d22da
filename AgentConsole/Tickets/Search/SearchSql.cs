using System.Data.Common;
using System.Globalization;
using System.Text;
using AgentConsole.Data;

namespace AgentConsole.Tickets.Search;

/// <summary>What is found: a message, or a ticket by its subject, customer and tags.</summary>
internal readonly record struct SearchHit(long Document, long TicketId, double Rank)
{
    public long? MessageId => Document % 2 == 0 ? Document / 2 : null;

    public static long OfMessage(long id) => id * 2;

    public static long OfTicket(long id) => (id * 2) + 1;
}

/// <summary>The one query and the one write, in each database's words. Words are folded: letters and digits alone, so none of them can be an operator.</summary>
internal sealed class SearchSql(StorageProvider storage)
{
    private const string From =
        """
        LEFT JOIN "Messages" m ON s.doc % 2 = 0 AND m."Id" = s.doc / 2
        JOIN "Tickets" t ON t."Id" = CASE WHEN s.doc % 2 = 1 THEN s.doc / 2 ELSE m."TicketId" END
        """;

    public string LockCursor => $"""SELECT "Seq" FROM "SearchCursor" WHERE "Id" = 1{storage.LockClause}""";

    public string Write => storage.IsShared
        ? """INSERT INTO "SearchIndex" ("Id", "Words") VALUES (@id, to_tsvector('simple', @words)) ON CONFLICT ("Id") DO UPDATE SET "Words" = excluded."Words" """
        : """INSERT OR REPLACE INTO "SearchIndex" (rowid, "Words") VALUES (@id, @words)""";

    public string Move => """UPDATE "SearchCursor" SET "Seq" = @seq WHERE "Id" = 1""";

    /// <summary>The best hits for a query, best first.</summary>
    /// <param name="any">True for documents that hold any of the words.</param>
    public DbCommand Find(DbConnection connection, SearchQuery query, bool any, int limit)
    {
        var command = connection.CreateCommand();
        var sql = new StringBuilder(storage.IsShared
            ? $"""
               SELECT s.doc, t."Id", s.score FROM (
                   SELECT i."Id" AS doc, ts_rank(i."Words", q) AS score FROM "SearchIndex" i, to_tsquery('simple', @words) q WHERE i."Words" @@ q) s
               {From}
               """
            : $"""
               SELECT s.doc, t."Id", s.score FROM (SELECT rowid AS doc, -rank AS score FROM "SearchIndex" WHERE "SearchIndex" MATCH @words) s
               {From}
               """);
        Add(command, "@words", storage.IsShared ? Terms(query, any ? " | " : " & ", "{0}", "{0}:*") : Terms(query, any ? " OR " : " AND ", "\"{0}\"", "\"{0}\"*"));
        sql.Append(" WHERE true");
        if (query.Open is { } open) sql.Append(CultureInfo.InvariantCulture, $""" AND t."Status" {(open ? "<=" : ">")} {(int)TicketStatus.OnHold}""");
        Equal("PriorityId", query.PriorityId);
        Equal("Channel", (int?)query.Channel);
        Equal("AssigneeId", query.AssigneeId);
        Equal("TeamId", query.TeamId);
        if (query.Since is { } since)
        {
            sql.Append(""" AND coalesce(m."At", t."CreatedAt") >= @since""");
            Add(command, "@since", since.ToUnixTimeMilliseconds());
        }

        sql.Append(" ORDER BY s.score DESC, s.doc DESC LIMIT @limit");
        Add(command, "@limit", limit);
        command.CommandText = sql.ToString();
        return command;

        void Equal(string column, long? value)
        {
            if (value is null) return;
            sql.Append(CultureInfo.InvariantCulture, $""" AND t."{column}" = @{column}""");
            Add(command, $"@{column}", value.Value);
        }
    }

    public static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static string Terms(SearchQuery query, string between, string whole, string beginning) => string.Join(
        between, query.Words.Select((word, i) => string.Format(CultureInfo.InvariantCulture, query.IsTyping && i == query.Words.Count - 1 ? beginning : whole, word)));
}
