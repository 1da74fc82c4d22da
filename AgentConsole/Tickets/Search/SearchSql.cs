using System.Data.Common;
using System.Globalization;
using System.Text;
using AgentConsole.Data;

namespace AgentConsole.Tickets.Search;

/// <summary>The two indexes: the words of messages, and the words of tickets (subject, customer, tags, number).</summary>
internal enum SearchIndex { Messages, Tickets }

/// <summary>What is found: a message, or a ticket by its subject, customer and tags.</summary>
/// <param name="MessageId">Null for a ticket's own words.</param>
/// <param name="At">When the message was written, or the ticket's last, in Unix milliseconds.</param>
/// <param name="Fit">How well the words fit, as <see cref="SearchFit"/> has it; 0 where it was not asked.</param>
internal readonly record struct SearchHit(long? MessageId, long TicketId, long At, double Fit);

/// <summary>The one query and what the indexer writes, in each database's words. Words are folded: letters and digits alone, so none of them can be an operator.</summary>
internal sealed class SearchSql(StorageProvider storage)
{
    /// <summary>Reads the cursor and holds it until the transaction ends.</summary>
    public DbCommand LockCursor(DbConnection connection, DbTransaction transaction) =>
        Command(connection, transaction, $"""SELECT "Seq" FROM "SearchCursor" WHERE "Id" = 1{storage.LockClause}""");

    /// <summary>Writes the words of messages or tickets, whether they have some already or not.</summary>
    public async Task WriteAsync(DbConnection connection, DbTransaction transaction, SearchIndex index, List<(long Id, string Words)> texts, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, transaction, storage.IsShared
            ? $"""INSERT INTO "SearchIndex{index}" ("Id", "Words") VALUES (@id, to_tsvector('simple', @words)) ON CONFLICT ("Id") DO UPDATE SET "Words" = excluded."Words" """
            : $"""INSERT OR REPLACE INTO "SearchIndex{index}" (rowid, "Words") VALUES (@id, @words)""");
        Add(command, "@id", 0L);
        Add(command, "@words", "");
        foreach (var (id, words) in texts)
        {
            (command.Parameters[0].Value, command.Parameters[1].Value) = (id, words);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Parameter: <c>@seq</c>.</summary>
    public static DbCommand MoveCursor(DbConnection connection, DbTransaction transaction) =>
        Command(connection, transaction, """UPDATE "SearchCursor" SET "Seq" = @seq WHERE "Id" = 1""");

    /// <summary>
    /// The newest hits for a query, newest first: message, ticket, instant, and the text to rank it by. Both databases walk what is newest and stop at the limit: a word that is everywhere costs no
    /// more than another.
    /// </summary>
    /// <param name="word">The one word to look for, by its place, without a text; null for all of them in one message or in one ticket's own words.</param>
    public DbCommand Find(DbConnection connection, SearchQuery query, SearchIndex index, int limit, int? word = null)
    {
        var command = connection.CreateCommand();
        var isOfMessages = index == SearchIndex.Messages;
        var columns = isOfMessages
            ? """m."Id", m."TicketId", m."At" """
            : """CAST(NULL AS bigint), t."Id", t."LastMessageAt" """;
        var text = (isOfMessages, word) switch { (_, not null) => "''", (true, _) => $"""substr(m."Text", 1, {SearchFit.LookedAt})""", _ => "t.\"Subject\"" };
        var matches = storage.IsShared ? "f.\"Words\" @@ to_tsquery('simple', @words)" : $"""f."SearchIndex{index}" MATCH @words""";
        var (join, id) = storage.IsShared ? ("JOIN", "\"Id\"") : ("CROSS JOIN", "rowid");
        var table = isOfMessages ? $"""{join} "Messages" m ON m."Id" = f.{id}""" : $"""{join} "Tickets" t ON t."Id" = f.{id}""";
        var filters = Filters(command, query, isOfMessages ? "m.\"At\"" : "t.\"CreatedAt\"");
        if (isOfMessages && filters.Length > 0) table += $""" {join} "Tickets" t ON t."Id" = m."TicketId" """;
        // PostgreSQL would plan for all that hold the words, and read whole tables to find what the newest of them belong to; unless it is asked for the newest first.
        var isOfWordsAlone = storage.IsShared && filters.Length == 0;
        var newest = isOfWordsAlone ? $"""(SELECT f."Id" FROM "SearchIndex{index}" f WHERE {matches} ORDER BY f."Id" DESC LIMIT @limit)""" : $"\"SearchIndex{index}\"";
        var rest = isOfWordsAlone ? "" : $" WHERE {matches}{filters}";
        Say(command, $"""SELECT {columns}, {text} FROM {newest} f {table}{rest} ORDER BY f.{id} DESC LIMIT @limit""");
        Add(command, "@words", storage.IsShared ? Terms(query, word, " & ", "{0}", "{0}:*") : Terms(query, word, " AND ", "\"{0}\"", "\"{0}\"*"));
        Add(command, "@limit", limit);
        return command;
    }

    public static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    /// <summary>What is asked of the ticket besides the words.</summary>
    private static string Filters(DbCommand command, SearchQuery query, string at)
    {
        var sql = new StringBuilder();
        if (query.Open is { } open) sql.Append(CultureInfo.InvariantCulture, $""" AND t."Status" {(open ? "<=" : ">")} {(int)TicketStatus.OnHold}""");
        Compare("t.\"PriorityId\"", "=", query.PriorityId);
        Compare("t.\"Channel\"", "=", (int?)query.Channel);
        Compare("t.\"AssigneeId\"", "=", query.AssigneeId);
        Compare("t.\"TeamId\"", "=", query.TeamId);
        Compare(at, ">=", query.Since?.ToUnixTimeMilliseconds());
        return sql.ToString();

        void Compare(string column, string sign, long? value)
        {
            if (value is null) return;
            sql.Append(CultureInfo.InvariantCulture, $" AND {column} {sign} @p{command.Parameters.Count}");
            Add(command, string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}"), value.Value);
        }
    }

    private static DbCommand Command(DbConnection connection, DbTransaction transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        Say(command, sql);
        return command;
    }

    /// <summary>The one place where text becomes a command: it is made of the constants above and of numbers. What people wrote is a parameter.</summary>
    private static void Say(DbCommand command, string sql)
    {
#pragma warning disable CA2100 // See above.
        command.CommandText = sql;
#pragma warning restore CA2100
    }

    private static string Terms(SearchQuery query, int? only, string between, string whole, string beginning) => string.Join(between, query.Words.Index()
        .Where(word => only is null || word.Index == only)
        .Select(word => string.Format(CultureInfo.InvariantCulture, query.IsTyping && word.Index == query.Words.Count - 1 ? beginning : whole, word.Item)));
}
