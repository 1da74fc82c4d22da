using AgentConsole.Data;
using Npgsql;

namespace AgentConsole.Demo;

/// <summary>
/// The same database without waiting for the disk at each commit: some thousand small ones would take half a minute. The commit that says the database is filled
/// waits for the disk, and with it for all before.
/// </summary>
internal sealed class QuickStorage(StorageOptions options, string contentRoot) : IAsyncDisposable
{
    public StorageProvider Provider { get; } = DataFeature.Provider(
        new StorageOptions
        {
            Provider = options.Provider,
            Synchronous = "NORMAL",
            ConnectionString = options.IsPostgres ? Hurried(options.ConnectionString) : options.ConnectionString,
        },
        contentRoot);

    public async ValueTask DisposeAsync()
    {
        if (Provider is IAsyncDisposable shared) await shared.DisposeAsync();
        else (Provider as IDisposable)?.Dispose();
    }

    private static string Hurried(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        connection.Options = $"{connection.Options} -c synchronous_commit=off".Trim();
        return connection.ConnectionString;
    }
}
