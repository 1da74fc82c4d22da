using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Data;

/// <summary>What differs between the databases, in one place for each: <c>Providers/Sqlite</c> and <c>Providers/Postgres</c>.</summary>
public abstract class StorageProvider
{
    /// <summary><c>Sqlite</c> or <c>Postgres</c>, as in <see cref="StorageOptions.Provider"/>.</summary>
    public abstract string Name { get; }

    /// <summary>True where other processes can share the database and must be listened to.</summary>
    public abstract bool IsShared { get; }

    /// <summary>What follows the one SELECT that a writer begins with, so that writers wait for each other.</summary>
    public abstract string LockClause { get; }

    /// <summary>Where the database is, for messages and logs: never a password.</summary>
    public abstract string Place { get; }

    public abstract void Configure(DbContextOptionsBuilder options);

    /// <summary>A connection of its own, open and set up (pragmas, time-outs), for the Desk's writer.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins the write transaction: on SQLite it takes the write lock at once.</summary>
    public abstract DbTransaction Begin(DbConnection connection);

    /// <summary>Waits for this process's turn to migrate; disposing it lets the next one in. It ends with the process, however that ends.</summary>
    public abstract Task<IAsyncDisposable> LockForMigrationAsync(TimeProvider time, CancellationToken cancellationToken);

    /// <summary>Becomes the one node that does a work for all; null where another is it. It ends with the process, however that ends.</summary>
    public virtual Task<Leadership?> TryLeadAsync(LeadershipOf what, CancellationToken cancellationToken) => Task.FromResult<Leadership?>(Leadership.Undisputed());

    /// <summary>Clears what a process that was killed while migrating has left. Call it in one's turn only.</summary>
    public virtual Task ForgetBrokenMigrationAsync(DbContext db, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>In the words of the person who runs the server, why the database can't be opened or written; null for anything else.</summary>
    public abstract string? Explain(Exception exception);

    /// <summary>True for a failure that may well not happen again: busy, fail-over, a broken connection. Nothing else.</summary>
    public abstract bool IsTransient(Exception exception);

    /// <summary>True where there is no room left to write.</summary>
    public abstract bool IsFull(Exception exception);

    /// <summary>True where two writers wrote the same unique key.</summary>
    public abstract bool IsUniqueViolation(Exception exception);
}
