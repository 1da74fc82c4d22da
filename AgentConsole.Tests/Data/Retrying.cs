using AgentConsole.Data;
using AgentConsole.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Data;

public sealed class Retrying
{
    private readonly ImpatientTime _time = new();

    private StorageRetry Retry => new(DataFeature.Provider(new StorageOptions(), "/"), _time, NullLogger<StorageRetry>.Instance);

    [Fact]
    public async Task A_busy_database_is_asked_again_until_it_answers()
    {
        var asked = 0;

        var answer = await Retry.ExecuteAsync(_ => ++asked < 4 ? throw Busy() : Task.FromResult("here"), CancellationToken.None);

        Assert.Equal("here", answer);
        Assert.Equal(4, asked);
    }

    [Fact]
    public async Task What_is_not_transient_is_thrown_at_once()
    {
        var asked = 0;

        await Assert.ThrowsAsync<SqliteException>(() => Retry.ExecuteAsync(_ => { asked++; throw new SqliteException("disk full", 13); }, CancellationToken.None));

        Assert.Equal(1, asked);
        Assert.Empty(_time.Pauses);
    }

    [Fact]
    public async Task Repeats_are_bounded_and_the_last_failure_is_the_answer()
    {
        var asked = 0;

        var last = await Assert.ThrowsAsync<SqliteException>(() => Retry.ExecuteAsync(_ => throw new SqliteException($"busy {++asked}", 5), CancellationToken.None));

        Assert.Equal(1 + StorageRetry.MaxRepeats, asked);
        Assert.Contains($"busy {asked}", last.Message, StringComparison.Ordinal);
        Assert.Equal(StorageRetry.MaxRepeats, _time.Pauses.Count);
        Assert.All(_time.Pauses, pause => Assert.InRange(pause, TimeSpan.Zero, StorageRetry.LongestPause));
    }

    [Fact]
    public async Task No_repeat_begins_after_the_limit()
    {
        var asked = 0;

        await Assert.ThrowsAsync<SqliteException>(() => Retry.ExecuteAsync(
            _ =>
            {
                asked++;
                // SQLite itself waited before it gave up.
                _time.Pass(TimeSpan.FromSeconds(15));
                throw Busy();
            },
            CancellationToken.None));

        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_not_kept()
    {
        using var caller = new CancellationTokenSource();
        var asked = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Retry.ExecuteAsync(
            async _ =>
            {
                asked++;
                await caller.CancelAsync();
                throw Busy();
            },
            caller.Token));

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_server_that_ends_our_session_is_asked_again_on_a_new_one()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        var sessions = new List<long>();

        await database.Retry.ExecuteAsync(
            async cancellationToken =>
            {
                await using var connection = await database.Provider.OpenAsync(cancellationToken);
                await using var command = connection.CreateCommand();
                command.CommandText = "SELECT pg_backend_pid()";
                sessions.Add((int)(await command.ExecuteScalarAsync(cancellationToken))!);
                if (sessions.Count == 1) await (await PostgresServer.Shared).ExecuteAsync($"SELECT pg_terminate_backend({sessions[0]}, 10000)");
                await command.ExecuteScalarAsync(cancellationToken);
            },
            CancellationToken.None);

        Assert.Equal(2, sessions.Distinct().Count());
    }

    private static SqliteException Busy() => new("database is locked", 5);

    /// <summary>Time in which every pause is over at once: it notes how long it would have been, and moves on by that.</summary>
    private sealed class ImpatientTime : TimeProvider
    {
        private long _passed;

        public List<TimeSpan> Pauses { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _passed;

        public void Pass(TimeSpan span) => _passed += span.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero)
            {
                Pauses.Add(dueTime);
                Pass(dueTime);
            }

            return System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
        }
    }
}
