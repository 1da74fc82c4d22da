using System.Data.Common;
using AgentConsole.Data;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Data;

/// <summary>A disk that fills while rows are written: the writer is told, what was committed stays, nothing is half there.</summary>
public sealed class FullDisk
{
    [Fact]
    public async Task On_SQLite_it_is_told_at_once_and_loses_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var connection = await database.Provider.OpenAsync(CancellationToken.None);
        // SQLite answers just as for a full disk when a file may not grow.
        await RunAsync(connection, "PRAGMA max_page_count = 80");

        var (saved, full) = await WriteUntilItFailsAsync(database, connection);

        Assert.False(database.Provider.IsTransient(full));
        Assert.Contains("is full", database.Provider.Explain(full), StringComparison.Ordinal);
        Assert.Contains(((AgentConsole.Data.Providers.Sqlite.SqliteStorage)database.Provider).File, database.Provider.Explain(full), StringComparison.Ordinal);
        Assert.Equal(saved * 2, await database.ScalarAsync("""SELECT count(*) FROM "Customers" """));

        await RunAsync(connection, "PRAGMA max_page_count = 100000");
        await WritePairAsync(database, connection, saved);
        Assert.Equal((saved + 1) * 2, await database.ScalarAsync("""SELECT count(*) FROM "Customers" """));
    }

    [Fact]
    public async Task On_PostgreSQL_it_is_told_at_once_and_loses_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await database.ExecuteAsync(
            """
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER full_disk BEFORE INSERT ON "Customers" FOR EACH ROW WHEN (NEW."Id" >= 11) EXECUTE FUNCTION full_disk();
            """);
        await using var connection = await database.Provider.OpenAsync(CancellationToken.None);

        var (saved, full) = await WriteUntilItFailsAsync(database, connection);

        Assert.Equal(5, saved);
        Assert.False(database.Provider.IsTransient(full));
        Assert.Contains("disk of the PostgreSQL server is full", database.Provider.Explain(full), StringComparison.Ordinal);
        Assert.Equal(10, await database.ScalarAsync("""SELECT count(*) FROM "Customers" """));

        await database.ExecuteAsync("""DROP TRIGGER full_disk ON "Customers" """);
        // The driver gives up a connection over which it was told of a full disk.
        await using var next = await database.Provider.OpenAsync(CancellationToken.None);
        await WritePairAsync(database, next, saved);
        Assert.Equal(12, await database.ScalarAsync("""SELECT count(*) FROM "Customers" """));
    }

    [Fact]
    public async Task A_migration_that_finds_no_room_says_so_and_goes_on_when_there_is()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        await database.ExecuteAsync("CREATE TABLE small (a); PRAGMA max_page_count = 8;");
        // The one pooled connection keeps its limit: it is the one that migrates.
        var refusal = await Assert.ThrowsAsync<StorageUnusableException>(() => DatabaseMigrator.MigrateAsync(database.Services, CancellationToken.None));
        Assert.Contains("is full", refusal.Message, StringComparison.Ordinal);

        await database.ExecuteAsync("PRAGMA max_page_count = 100000");
        await DatabaseMigrator.MigrateAsync(database.Services, CancellationToken.None);
        Assert.Equal(1, await database.ScalarAsync("""SELECT count(*) FROM "Counters" """));
    }

    /// <summary>Commits pairs of rows until one fails; how many pairs were acknowledged, and the failure.</summary>
    private static async Task<(long Saved, Exception Failure)> WriteUntilItFailsAsync(TestDatabase database, DbConnection connection)
    {
        for (var pair = 0; pair < 10_000; pair++)
        {
            var failure = await Record.ExceptionAsync(() => WritePairAsync(database, connection, pair));
            if (failure is not null) return (pair, failure);
        }

        throw new InvalidOperationException("The disk never filled.");
    }

    private static async Task WritePairAsync(TestDatabase database, DbConnection connection, long pair)
    {
        await using var transaction = database.Provider.Begin(connection);
        foreach (var id in (long[])[pair * 2 + 1, pair * 2 + 2])
        {
            await RunAsync(
                connection,
                $"""INSERT INTO "Customers" ("Id", "Name", "Tier", "IsVip", "CreatedAt") VALUES ({id}, '{new string('x', 110)}', 0, {(database.Provider.IsShared ? "false" : "0")}, 0)""",
                transaction);
        }

        await transaction.CommitAsync();
    }

    private static async Task RunAsync(DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own SQL.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        await command.ExecuteNonQueryAsync();
    }
}
