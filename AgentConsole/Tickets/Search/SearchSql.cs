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

/// <summary>The one query and what the indexer writes, in each database's words. Words are folded: letters and digits alone, so none of them can be an operator.</summary>
internal sealed class SearchSql(StorageProvider storage)
{
    private const string From =
        """
        LEFT JOIN "Messages" m ON s.doc % 2 = 0 AND m."Id" = s.doc / 2
        JOIN "Tickets" t ON t."Id" = CASE WHEN s.doc % 2 = 1 THEN s.doc / 2 ELSE m."TicketId" END
        """;

    /// <summary>Reads the cursor and holds it until the transaction ends.</summary>
    public DbCommand LockCursor(DbConnection connection, DbTransaction transaction) =>
        Command(connection, transaction, new StringBuilder("""SELECT "Seq" FROM "SearchCursor" WHERE "Id" = 1""").Append(storage.LockClause));

    /// <summary>Writes a document's words, whether it has some already or not. Parameters: <c>@id</c>, <c>@words</c>.</summary>
    public DbCommand Write(DbConnection connection, DbTransaction transaction) => Command(connection, transaction, new StringBuilder(storage.IsShared
        ? """INSERT INTO "SearchIndex" ("Id", "Words") VALUES (@id, to_tsvector('simple', @words)) ON CONFLICT ("Id") DO UPDATE SET "Words" = excluded."Words" """
        : """INSERT OR REPLACE INTO "SearchIndex" (rowid, "Words") VALUES (@id, @words)"""));

    /// <summary>Parameter: <c>@seq</c>.</summary>
    public static DbCommand MoveCursor(DbConnection connection, DbTransaction transaction) =>
        Command(connection, transaction, new StringBuilder("""UPDATE "SearchCursor" SET "Seq" = @seq WHERE "Id" = 1"""));

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

    private static DbCommand Command(DbConnection connection, DbTransaction transaction, StringBuilder sql)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql.ToString());
        return command;
    }

    private static string Terms(SearchQuery query, string between, string whole, string beginning) => string.Join(
        between, query.Words.Select((word, i) => string.Format(CultureInfo.InvariantCulture, query.IsTyping && i == query.Words.Count - 1 ? beginning : whole, word)));
}
