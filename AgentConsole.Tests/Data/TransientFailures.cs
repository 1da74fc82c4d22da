using System.Net.Sockets;
using AgentConsole.Data;
using AgentConsole.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AgentConsole.Tests.Data;

public sealed class TransientFailures
{
    // https://www.sqlite.org/rescode.html
    [Theory]
    [InlineData(5, 5, true, "busy")]
    [InlineData(5, 261, true, "busy: recovering the log")]
    [InlineData(5, 517, true, "busy: an old snapshot")]
    [InlineData(6, 262, true, "locked")]
    [InlineData(15, 15, true, "lost a race for the log's lock")]
    [InlineData(13, 13, false, "disk full")]
    [InlineData(10, 778, false, "disk I/O error")]
    [InlineData(19, 2067, false, "unique")]
    [InlineData(19, 787, false, "foreign key")]
    [InlineData(11, 11, false, "corrupt")]
    [InlineData(14, 14, false, "can't open")]
    [InlineData(8, 8, false, "read only")]
    [InlineData(1, 1, false, "SQL")]
    public void Of_SQLites_failures_only_locks_are_worth_a_repeat(int code, int extended, bool transient, string meaning) =>
        Assert.True(Sqlite().IsTransient(new SqliteException(meaning, code, extended)) == transient, meaning);

    // https://www.postgresql.org/docs/15/errcodes-appendix.html
    [Theory]
    [InlineData("57P01", true, "administrator shut down")]
    [InlineData("57P02", true, "crash shut down")]
    [InlineData("57P03", true, "starting up")]
    [InlineData("08006", true, "connection failure")]
    [InlineData("08P01", true, "protocol violation: the connection is of no more use")]
    [InlineData("40001", true, "serialization")]
    [InlineData("40P01", true, "deadlock")]
    [InlineData("55P03", true, "lock not available")]
    [InlineData("53300", true, "too many connections")]
    [InlineData("25006", true, "a standby, during fail-over")]
    [InlineData("53100", false, "disk full")]
    [InlineData("53200", false, "out of memory")]
    [InlineData("57014", false, "cancelled")]
    [InlineData("23505", false, "unique")]
    [InlineData("23503", false, "foreign key")]
    [InlineData("28P01", false, "password")]
    [InlineData("3D000", false, "no such database")]
    [InlineData("42P01", false, "no such table")]
    [InlineData("XX001", false, "data corrupted")]
    public void Of_PostgreSQLs_failures_only_fail_over_and_conflicts_are(string state, bool transient, string meaning) =>
        Assert.True(Postgres().IsTransient(new PostgresException(meaning, "ERROR", "ERROR", state)) == transient, meaning);

    [Fact]
    public void A_broken_or_refused_connection_is_transient_and_a_slow_command_is_not()
    {
        Assert.True(Postgres().IsTransient(new NpgsqlException("reading", new IOException("reset"))));
        Assert.True(Postgres().IsTransient(new NpgsqlException("reading", new EndOfStreamException())));
        Assert.True(Postgres().IsTransient(new NpgsqlException("connecting", new SocketException((int)SocketError.ConnectionRefused))));
        Assert.False(Postgres().IsTransient(new NpgsqlException("reading", new TimeoutException())));
        Assert.False(Postgres().IsTransient(new IOException("some other stream")));
        Assert.False(Postgres().IsTransient(new OperationCanceledException()));
    }

    [Fact]
    public void What_EF_wraps_is_judged_by_what_is_inside()
    {
        Assert.True(Sqlite().IsTransient(new DbUpdateException("saving", new SqliteException("busy", 5))));
        Assert.False(Sqlite().IsTransient(new DbUpdateException("saving", new SqliteException("full", 13))));
        Assert.True(Sqlite().IsUniqueViolation(new DbUpdateException("saving", new SqliteException("unique", 19, 2067))));
        Assert.True(Postgres().IsUniqueViolation(new DbUpdateException("saving", new PostgresException("unique", "ERROR", "ERROR", "23505"))));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Two_writers_of_one_key_are_told_apart_from_other_failures(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        const string insert = """INSERT INTO "Priorities" ("Id", "Name", "Rank", "Colour") VALUES (9, 'VIP', 90, '#000000')""";
        await database.ExecuteAsync(insert);

        var repeated = await Record.ExceptionAsync(() => database.ExecuteAsync(insert));
        var nameless = await Record.ExceptionAsync(() => database.ExecuteAsync("""INSERT INTO "Priorities" ("Id", "Rank", "Colour") VALUES (10, 90, '#000000')"""));

        Assert.True(database.Provider.IsUniqueViolation(repeated!));
        Assert.False(database.Provider.IsTransient(repeated!));
        Assert.NotNull(nameless);
        Assert.False(database.Provider.IsUniqueViolation(nameless));
    }

    private static StorageProvider Sqlite() => DataFeature.Provider(new StorageOptions(), "/");

    private static StorageProvider Postgres() =>
        DataFeature.Provider(new StorageOptions { Provider = "Postgres", ConnectionString = "Host=localhost;Database=none" }, "/");
}
