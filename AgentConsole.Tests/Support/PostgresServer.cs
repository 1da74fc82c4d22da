using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace AgentConsole.Tests.Support;

/// <summary>
/// A PostgreSQL cluster of the tests' own in a temporary folder, on a socket there, with fsync on. It is run by a shell that waits for the end of its
/// standard input: so it is stopped, by its own id, and its folder removed when the tests end, however they end.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>How long a step of the start may take before it counts as failed: far more than it needs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private const string Script =
        """
        set -e
        dir=$(mktemp -d /tmp/agentconsole-pg.XXXXXX)
        trap 'rm -rf "$dir"' EXIT
        trap '' INT HUP TERM
        "$1/initdb" -D "$dir/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-instructions > "$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
        "$1/postgres" -D "$dir/data" -k "$dir" -h '' -c max_connections=300 -c shared_buffers=64MB >> "$dir/log" 2>&1 &
        pid=$!
        until "$1/pg_isready" -q -h "$dir"; do kill -0 $pid || { cat "$dir/log" >&2; exit 1; }; sleep 0.05; done
        echo "$pid $dir"
        read -r _ || true
        kill -INT $pid 2> /dev/null || true
        wait $pid || true
        """;

    private static readonly Lazy<Task<PostgresServer>> OfThisRun = new(StartAsync);

    private readonly Process _keeper;
    private int _databases;

    private PostgresServer(Process keeper, int pid, string folder) => (_keeper, Pid, Folder) = (keeper, pid, folder);

    /// <summary>The one that the suites share; started by the first that asks.</summary>
    public static Task<PostgresServer> Shared => OfThisRun.Value;

    /// <summary>The postmaster's process id.</summary>
    public int Pid { get; }

    /// <summary>The folder of its socket and data.</summary>
    public string Folder { get; }

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = Folder, Database = database, Username = "postgres", MaxPoolSize = 30, Timeout = 60 }.ConnectionString;

    /// <summary>A server for one test alone, such as one that kills it.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var programs = Programs();
        var start = new ProcessStartInfo
        {
            FileName = Environment.UserName == "root" ? "runuser" : "sh",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/tmp",
        };
        // PostgreSQL refuses to run as root.
        string[] asPostgres = Environment.UserName == "root" ? ["-u", "postgres", "--", "sh"] : [];
        foreach (var argument in (string[])[.. asPostgres, "-c", Script, "sh", programs]) start.ArgumentList.Add(argument);
        var keeper = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var ready = await keeper.StandardOutput.ReadLineAsync(limit.Token);
        if (ready is null) throw new InvalidOperationException($"PostgreSQL did not start: {await keeper.StandardError.ReadToEndAsync(limit.Token)}");
        var parts = ready.Split(' ', 2);
        return new PostgresServer(keeper, int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
    }

    /// <summary>A new database, empty or a copy of <paramref name="template"/>; its name.</summary>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}");
        return name;
    }

    public Task DropDatabaseAsync(string name) => ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    /// <summary>Runs SQL in the maintenance database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    private static string Programs()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
        return debian.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("The tests start their own PostgreSQL and found none: install it (Debian: apt-get install postgresql), or run ./test.sh, which does.");
    }
}
