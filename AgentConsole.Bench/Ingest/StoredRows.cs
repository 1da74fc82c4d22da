using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AgentConsole.Bench.Ingest;

/// <summary>A row as it lies in a table.</summary>
internal sealed record StoredRow(TableSql Table, object?[] Values, bool Updates = false);

/// <summary>A table's statements, by all of its columns; the first is the key.</summary>
internal sealed class TableSql(string name, string[] columns)
{
    public string Insert { get; } = $"INSERT INTO \"{name}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";

    public string Update { get; } = $"UPDATE \"{name}\" SET {string.Join(", ", columns.Skip(1).Select((c, i) => $"\"{c}\" = $p{i + 1}"))} WHERE \"{columns[0]}\" = $p0";

    public int Of(string column) => Array.IndexOf(columns, column);
}

/// <summary>Everything that the Desk wrote for each message of a run, read back from its database.</summary>
internal static class StoredRows
{
    /// <summary>For each message after a sequence and up to another, in order: the rows of its commit.</summary>
    public static List<List<StoredRow>> Read(SqliteConnection connection, long afterSeq, long upToSeq, bool newTickets)
    {
        var customers = All(connection, "Customers", "Id");
        var identities = All(connection, "CustomerIdentities", "CustomerId");
        var tickets = All(connection, "Tickets", "Id");
        var messages = All(connection, "Messages", "Seq");
        var journal = All(connection, "Journal", "Seq");
        var byTicket = journal.Values.ToLookup(row => Number(row, "TicketId"));
        var written = new List<List<StoredRow>>();
        foreach (var (seq, message) in messages)
        {
            if (seq <= afterSeq || seq > upToSeq) continue;
            var ticket = tickets[Number(message, "TicketId")];
            var rows = new List<StoredRow>();
            if (newTickets)
            {
                var customer = Number(ticket, "CustomerId");
                rows.AddRange([customers[customer], identities[customer]]);
            }

            rows.Add(ticket with { Updates = !newTickets });
            rows.Add(message);
            // A first message's rows are the ticket's first ones; a later one's are what came with it and right after it.
            rows.AddRange(byTicket[Number(ticket, "Id")].Where(row => newTickets
                ? Number(row, "Seq") <= upToSeq
                : Number(row, "Seq") >= seq && Number(row, "Seq") < seq + 3 && Number(row, "At") == Number(message, "At")));
            written.Add(rows);
        }

        return written;
    }

    private static long Number(StoredRow row, string column) => Convert.ToInt64(row.Values[row.Table.Of(column)], CultureInfo.InvariantCulture);

    private static SortedDictionary<long, StoredRow> All(SqliteConnection connection, string table, string key)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The bench's own table names.
        command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var sql = new TableSql(table, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)]);
        var rows = new SortedDictionary<long, StoredRow>();
        while (reader.Read())
        {
            var values = new object?[reader.FieldCount];
            reader.GetValues(values!);
            var row = new StoredRow(sql, values);
            rows.Add(Number(row, key), row);
        }

        return rows;
    }
}
