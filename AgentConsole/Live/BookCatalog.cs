using AgentConsole.Common;
using AgentConsole.Data;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Live;

/// <summary>One version of a book of rules, whole, as JSON. Rows are added, never changed.</summary>
public abstract record BookRow(int Version, DateTimeOffset At, string By, string Json);

/// <summary>A book of rules of which the newest version is in force, on every node.</summary>
/// <param name="first">What is in force where nobody ever made a version: version 0.</param>
public abstract class BookCatalog<TRow, TBook>(IDbContextFactory<DeskDb> databases, LiveSignals signals, TimeProvider time, ILogger logger, string topic, TBook first)
    : LiveCatalog(signals, time, logger, topic)
    where TRow : BookRow
    where TBook : class
{
    private TBook _book = first;
    private int _version;

    public TBook Book => Volatile.Read(ref _book);

    /// <summary>Makes the book of what is stored.</summary>
    protected abstract TBook Make(int version, string json);

    protected abstract TRow Row(int version, DateTimeOffset at, string by, string json);

    /// <summary>Stores the next version and puts it in force.</summary>
    /// <param name="before">The version that the person began with: where somebody else made another since, this is refused.</param>
    /// <param name="next">What the next version holds, as JSON, made of the one in force; what it adds to the database is stored with it.</param>
    /// <param name="meanwhile">The refusal's code where somebody was quicker.</param>
    protected async Task<Outcome<TBook>> AddAsync(int before, Func<TBook, DeskDb, string> next, string meanwhile, DateTimeOffset at, string by, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            var newest = await NewestAsync(db, cancellationToken);
            if ((newest?.Version ?? 0) != before) return new Refusal(meanwhile);
            db.Add(Row(before + 1, at, by, next(newest is null ? Book : Make(newest.Version, newest.Json), db)));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
            {
                if ((await NewestAsync(db, cancellationToken))?.Version > before) return new Refusal(meanwhile);
                throw;
            }
        }

        await AnnounceAsync(cancellationToken);
        return Book;
    }

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // A version has one content for ever.
        if (await NewestAsync(db, cancellationToken) is not { } row || row.Version == _version) return false;
        Volatile.Write(ref _book, Make(row.Version, row.Json));
        _version = row.Version;
        return true;
    }

    private static Task<TRow?> NewestAsync(DeskDb db, CancellationToken cancellationToken) =>
        db.Set<TRow>().AsNoTracking().OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellationToken);
}
