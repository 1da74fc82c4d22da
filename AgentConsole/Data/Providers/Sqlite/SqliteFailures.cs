using Microsoft.Data.Sqlite;

namespace AgentConsole.Data.Providers.Sqlite;

/// <summary>What SQLite's failures mean.</summary>
internal static class SqliteFailures
{
    // https://www.sqlite.org/rescode.html
    private const int Permission = 3, Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, Protocol = 15;
    private const int Constraint = 19, NotADatabase = 26, ConstraintPrimaryKey = 1555, ConstraintUnique = 2067;

    /// <summary>True where another connection holds the lock, also while it recovers the log. Never a full disk: that passes when a person makes room.</summary>
    public static bool AreTransient(Exception exception) =>
        exception.Find<SqliteException>() is { SqliteErrorCode: Busy or Locked or Protocol };

    public static bool AreOutOfRoom(Exception exception) => exception.Find<SqliteException>() is { SqliteErrorCode: Full };

    public static bool AreUniqueViolations(Exception exception) =>
        exception.Find<SqliteException>() is { SqliteErrorCode: Constraint, SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey };

    /// <summary>What the person who runs the server can do about it; null where it is not about the file.</summary>
    public static string? Explain(Exception exception, string file)
    {
        if (exception.Find<SqliteException>() is { } database) return Explain(database.SqliteErrorCode, file);
        return exception.Find<IOException>() is not null || exception.Find<UnauthorizedAccessException>() is not null ? Explain(CannotOpen, file) : null;
    }

    private static string? Explain(int code, string file) => code switch
    {
        Full => $"The disk that holds {file} is full. Nothing that was saved is lost. Make room and start again.",
        CannotOpen or Permission or ReadOnly =>
            $"The database file {file} can't be opened for writing. Check that its folder can be made or exists, and that this user may write there.",
        InputOutput => $"The disk that holds {file} fails to read or write. Nothing that was saved was changed. Check the disk, then start again.",
        NotADatabase or Corrupt => $"The file {file} is not a sound SQLite database. Name another with Storage:ConnectionString, or restore a backup.",
        Busy or Locked => $"Another program holds the database file {file} locked. Stop it and start again.",
        _ => null,
    };
}
