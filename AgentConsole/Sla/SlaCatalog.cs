using AgentConsole.Data;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Sla;

/// <summary>Keeps the book of policies and calendars in force, read at start, and adds new versions to it.</summary>
public sealed class SlaCatalog(IDbContextFactory<DeskDb> contexts) : IHostedService, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private SlaBook? _book;

    /// <summary>The book in force, for those who can't wait for one.</summary>
    /// <exception cref="InvalidOperationException">It was not read yet: neither the host has started nor anybody asked for it.</exception>
    public SlaBook Book => _book ?? throw new InvalidOperationException("The policies and calendars have not been read yet.");

    /// <summary>The book in force, read once.</summary>
    public async ValueTask<SlaBook> BookAsync(CancellationToken cancellationToken)
    {
        if (_book is { } book) return book;
        await _one.WaitAsync(cancellationToken);
        try
        {
            return _book ??= await ReadAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Reads the book again, after another process may have changed it.</summary>
    public async Task<SlaBook> ReloadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return _book = await ReadAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>One version of a policy with the calendar's version in force, for explaining what it judged; null where it isn't known.</summary>
    public async Task<SlaPolicy?> PolicyAsync(int id, int version, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Set<SlaPolicyRow>().SingleOrDefaultAsync(r => r.Id == id && r.Version == version, cancellationToken);
        return row is null ? null : SlaJson.Read(row);
    }

    /// <summary>Stores a new version of each and puts them in force.</summary>
    /// <exception cref="ArgumentException">One of them isn't valid.</exception>
    /// <exception cref="DbUpdateException">A version is stored already: somebody else changed it meanwhile.</exception>
    public async Task<SlaBook> AddAsync(IReadOnlyList<SlaPolicy> policies, IReadOnlyList<BusinessCalendar> calendars, CancellationToken cancellationToken)
    {
        var problems = policies.SelectMany(p => p.Validate()).Concat(calendars.SelectMany(c => c.Validate())).ToList();
        if (problems.Count > 0) throw new ArgumentException(string.Join("; ", problems), nameof(policies));
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            db.AddRange(policies.Select(p => p.ToRow()));
            db.AddRange(calendars.Select(c => c.ToRow()));
            await db.SaveChangesAsync(cancellationToken);
        }

        return await ReloadAsync(cancellationToken);
    }

    async Task IHostedService.StartAsync(CancellationToken cancellationToken) => await BookAsync(cancellationToken);

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _one.Dispose();

    private async Task<SlaBook> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var policies = await db.Set<SlaPolicyRow>().ToListAsync(cancellationToken);
        var calendars = await db.Set<SlaCalendarRow>().ToListAsync(cancellationToken);
        return SlaBook.Of(
            policies.GroupBy(r => r.Id).Select(g => SlaJson.Read(g.MaxBy(r => r.Version)!)),
            calendars.GroupBy(r => r.Id).Select(g => SlaJson.Read(g.MaxBy(r => r.Version)!)));
    }
}
