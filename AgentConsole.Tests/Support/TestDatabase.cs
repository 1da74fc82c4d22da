using System.Data.Common;
using System.Globalization;
using AgentConsole.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace AgentConsole.Tests.Support;

/// <summary>The databases that the Data, Desk and Live suites all run on.</summary>
public enum DatabaseKind { Sqlite, Postgres }

/// <summary>For <c>[MemberData(nameof(Databases.All), MemberType = typeof(Databases))]</c>.</summary>
public static class Databases
{
    public static TheoryData<DatabaseKind> All => [DatabaseKind.Sqlite, DatabaseKind.Postgres];
}

/// <summary>
/// A database for one test: migrated, seeded as a new installation is, gone when disposed. A copy of a template that is migrated once per run,
/// so that one costs some ten milliseconds.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task<string>> PostgresTemplate = new(MakePostgresTemplateAsync);

    private readonly ServiceProvider _services;
    private readonly Func<Task> _remove;

    private TestDatabase(DatabaseKind kind, StorageOptions options, TimeProvider? time, Func<Task> remove)
    {
        (Kind, Options, _remove) = (kind, options, remove);
        var services = new ServiceCollection().AddLogging();
        services.TryAddSingleton(time ?? TimeProvider.System);
        _services = services.AddStorage(options, Path.GetTempPath()).BuildServiceProvider();
    }

    public DatabaseKind Kind { get; }

    /// <summary>What a host needs to use this database: as arguments, see <see cref="Arguments"/>.</summary>
    public StorageOptions Options { get; }

    /// <summary>For <c>AgentConsoleApp.Build</c> or a process of its own.</summary>
    public string[] Arguments => [$"--Storage:Provider={Options.Provider}", $"--Storage:ConnectionString={Options.ConnectionString}"];

    /// <summary>Storage alone (options, provider, contexts, retry), logging, time.</summary>
    public IServiceProvider Services => _services;

    public StorageProvider Provider => _services.GetRequiredService<StorageProvider>();

    public IDbContextFactory<DeskDb> Contexts => _services.GetRequiredService<IDbContextFactory<DeskDb>>();

    public StorageRetry Retry => _services.GetRequiredService<StorageRetry>();

    /// <summary>A new migrated database.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, TimeProvider? time = null)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            var file = NewFile();
            File.Copy(await SqliteTemplate.Value, file);
            return OnFile(file, time);
        }

        return await OnServerAsync(await PostgresServer.Shared, await PostgresTemplate.Value, time);
    }

    /// <summary>A new migrated SQLite database in a folder of the test's own, which stays.</summary>
    public static async Task<TestDatabase> CreateInAsync(string folder)
    {
        var file = Path.Combine(folder, "desk.db");
        File.Copy(await SqliteTemplate.Value, file);
        return new TestDatabase(DatabaseKind.Sqlite, new StorageOptions { ConnectionString = $"Data Source={file}" }, null, () => Task.CompletedTask);
    }

    /// <summary>A database without a table.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseKind kind, TimeProvider? time = null) =>
        kind == DatabaseKind.Sqlite ? OnFile(NewFile(), time) : await OnServerAsync(await PostgresServer.Shared, null, time);

    /// <summary>Storage of its own on the same database: another process, as far as the code can tell.</summary>
    public TestDatabase Again(TimeProvider? time = null) => new(Kind, Options, time, () => Task.CompletedTask);

    public DeskDb Open() => Contexts.CreateDbContext();

    public Task ExecuteAsync(string sql) => RunAsync(sql, command => command.ExecuteNonQueryAsync());

    /// <summary>The first column of the first row, as a number.</summary>
    public async Task<long> ScalarAsync(string sql) => Convert.ToInt64(await RunAsync(sql, command => command.ExecuteScalarAsync()), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _remove();
    }

    private async Task<T> RunAsync<T>(string sql, Func<DbCommand, Task<T>> run)
    {
        await using var connection = await Provider.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own SQL.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await run(command);
    }

    private static string NewFile() => Path.Combine(Directory.CreateTempSubdirectory("agentconsole-").FullName, "desk.db");

    private static TestDatabase OnFile(string file, TimeProvider? time) =>
        new(DatabaseKind.Sqlite, new StorageOptions { ConnectionString = $"Data Source={file}" }, time, () =>
        {
            RemoveFolderOf(file);
            return Task.CompletedTask;
        });

    private static void RemoveFolderOf(string file) => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    private static async Task<TestDatabase> OnServerAsync(PostgresServer server, string? template, TimeProvider? time)
    {
        var name = await server.CreateDatabaseAsync(template);
        var options = new StorageOptions { Provider = "Postgres", ConnectionString = server.ConnectionString(name) };
        return new TestDatabase(DatabaseKind.Postgres, options, time, () => server.DropDatabaseAsync(name));
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var file = NewFile();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveFolderOf(file);
        var template = OnFile(file, null);
        await DatabaseMigrator.MigrateAsync(template.Services, CancellationToken.None);
        // Its last connection moves the log into the file as it closes.
        await template._services.DisposeAsync();
        return file;
    }

    private static async Task<string> MakePostgresTemplateAsync()
    {
        var server = await PostgresServer.Shared;
        var template = await OnServerAsync(server, null, null);
        await DatabaseMigrator.MigrateAsync(template.Services, CancellationToken.None);
        // A template may have no connections.
        await template._services.DisposeAsync();
        return new NpgsqlConnectionStringBuilder(template.Options.ConnectionString).Database!;
    }
}

/// <summary>
/// A suite that holds on every database: write it as an abstract class over this, and under it two sealed ones, <c>…OnSqlite</c> and <c>…OnPostgres</c>, that only name
/// their kind. Each test has a fresh <see cref="Database"/>.
/// </summary>
public abstract class OnEachDatabase(DatabaseKind kind) : IAsyncLifetime
{
    protected TestDatabase Database { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Database = await TestDatabase.CreateAsync(kind);

    public virtual async Task DisposeAsync() => await Database.DisposeAsync();
}
