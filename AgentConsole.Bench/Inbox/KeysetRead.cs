using System.Diagnostics;
using AgentConsole.Bench.Support;
using Microsoft.Data.Sqlite;

namespace AgentConsole.Bench.Inbox;

/// <summary>The raw limit of a first window: fifty rows of one index, by bare ADO.NET, with the columns that a row shows and no counts.</summary>
internal sealed class KeysetRead : IDisposable
{
    private const string Index = """CREATE INDEX "BenchKeyset" ON "Tickets" ("PriorityId" DESC, "DueAt", "Id") WHERE "Status" <= 3""";

    private const string Read = """
        SELECT t."Id", t."Version", t."Subject", t."Status", t."PriorityId", t."Channel", t."CustomerId", c."Name", c."Tier", c."IsVip", t."TagIds", t."AssigneeId", t."TeamId",
            t."CreatedAt", t."LastMessageAt", t."LastMessageBy", t."LastMessagePreview", t."LastCustomerSeq", t."SeenByAgentSeq", t."WaitingSince", t."SlaState", t."DueAt", t."Sla"
        FROM "Tickets" t JOIN "Customers" c ON c."Id" = t."CustomerId" WHERE t."Status" <= 3 ORDER BY t."PriorityId" DESC, t."DueAt", t."Id" LIMIT 50
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;

    public KeysetRead(TempDatabase database)
    {
        _connection = new SqliteConnection(database.Options.ConnectionString + ";Pooling=False");
        _connection.Open();
        using var index = _connection.CreateCommand();
        index.CommandText = Index;
        index.ExecuteNonQuery();
        _command = _connection.CreateCommand();
        _command.CommandText = Read;
        _command.Prepare();
    }

    /// <summary>Milliseconds of one read.</summary>
    public double Measure()
    {
        var started = Stopwatch.GetTimestamp();
        if (ReadAll() != FirstWindows.Rows) throw new InvalidOperationException("The raw read found fewer than fifty rows.");
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    public void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
    }

    private int ReadAll()
    {
        using var reader = _command.ExecuteReader();
        var values = new object[reader.FieldCount];
        var rows = 0;
        while (reader.Read())
        {
            reader.GetValues(values);
            rows++;
        }

        return rows;
    }
}
