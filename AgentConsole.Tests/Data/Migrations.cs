using AgentConsole.Data;
using AgentConsole.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tests.Data;

public sealed class Migrations
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_migrated_schema_is_the_models(DatabaseKind kind)
    {
        await using var migrated = await TestDatabase.CreateAsync(kind);
        await using var modelled = await TestDatabase.CreateEmptyAsync(kind);
        await using (var db = modelled.Open()) await db.Database.EnsureCreatedAsync();

        var byMigrations = await DatabaseSchema.ReadAsync(migrated.Provider);
        var byModel = await DatabaseSchema.ReadAsync(modelled.Provider);

        Assert.NotEmpty(byModel);
        var differences = byModel.Except(byMigrations).Select(line => $"only in the model:      {line}")
            .Concat(byMigrations.Except(byModel).Select(line => $"only in the migrations: {line}"))
            .ToList();
        if (differences.Count > 0) Assert.Fail(string.Join('\n', differences));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Migrating_twice_is_harmless(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.ExecuteAsync("""UPDATE "Counters" SET "Seq" = 41""");
        var before = await DatabaseSchema.ReadAsync(database.Provider);

        await DatabaseMigrator.MigrateAsync(database.Services, CancellationToken.None);

        Assert.Equal(before, await DatabaseSchema.ReadAsync(database.Provider));
        Assert.Equal(41, await database.ScalarAsync("""SELECT "Seq" FROM "Counters" """));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nodes_that_start_at_once_migrate_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        var nodes = Enumerable.Range(0, 5).Select(_ => database.Again()).ToList();

        await Task.WhenAll(nodes.Select(node => Task.Run(() => DatabaseMigrator.MigrateAsync(node.Services, CancellationToken.None))));

        Assert.Equal(1, await database.ScalarAsync("""SELECT count(*) FROM "Counters" """));
        Assert.Equal(4, await database.ScalarAsync("""SELECT count(*) FROM "Priorities" """));
        foreach (var node in nodes) await node.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_database_of_a_newer_version_is_refused_and_left_as_it_was(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.ExecuteAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '%_Journal'""");
        await database.ExecuteAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Tomorrow', '99.0.0')""");
        var before = await database.ScalarAsync("""SELECT count(*) FROM "__EFMigrationsHistory" """);

        var refusal = await Assert.ThrowsAsync<StorageUnusableException>(() => DatabaseMigrator.MigrateAsync(database.Services, CancellationToken.None));

        Assert.Contains("29990101000000_Tomorrow", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Start the newer version", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await database.ScalarAsync("""SELECT count(*) FROM "__EFMigrationsHistory" """));
    }

    /// <summary>EF looks whether there is a database over a connection that only reads; between a file's making and its first log that connection may set up nothing.</summary>
    [Fact]
    public async Task Whoever_looks_at_a_file_that_another_process_has_just_made_only_looks()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        await using (var other = new SqliteConnection(database.Options.ConnectionString))
        {
            await other.OpenAsync();
            await using var make = other.CreateCommand();
            make.CommandText = """CREATE TABLE "Something" ("Id" INTEGER)""";
            await make.ExecuteNonQueryAsync();
        }

        await using var db = database.Open();

        Assert.Empty(await db.Database.GetAppliedMigrationsAsync());
    }

    [Fact]
    public async Task A_lock_row_that_a_killed_process_left_stops_nobody()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        await database.ExecuteAsync("""CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL)""");
        await database.ExecuteAsync("""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')""");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));

        await DatabaseMigrator.MigrateAsync(database.Services, limit.Token);

        Assert.Equal(1, await database.ScalarAsync("""SELECT count(*) FROM "Counters" """));
    }
}
