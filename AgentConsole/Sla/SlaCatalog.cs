using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Sla;

/// <summary>
/// Keeps the book of policies and calendars in force, read at start, and adds new versions to it. Other nodes hear of a change at once, and the Desk reads a newer
/// book before it judges by an older one.
/// </summary>
public sealed partial class SlaCatalog : IHostedService, IDisposable
{
    private const string Topic = "sla";

    private readonly IDbContextFactory<DeskDb> _contexts;
    private readonly LiveSignals? _signals;
    private readonly AuditTrail? _audit;
    private readonly IDisposable? _listening;
    private readonly SemaphoreSlim _one = new(1, 1);
    private SlaBook? _book;

    public SlaCatalog(IDbContextFactory<DeskDb> contexts, LiveSignals? signals = null, AuditTrail? audit = null)
    {
        (_contexts, _signals, _audit) = (contexts, signals, audit);
        // Who hears it reads the book when it next needs it; the handler itself has to be quick.
        _listening = signals?.Follow(Topic, () => Changed?.Invoke());
    }

    /// <summary>A newer book is stored, by this process or another. Handlers must be quick; <see cref="FreshAsync"/> gives it to them.</summary>
    public event Action? Changed;

    /// <summary>The book in force, for those who can't wait for one.</summary>
    /// <exception cref="InvalidOperationException">It was not read yet: neither the host has started nor anybody asked for it.</exception>
    public SlaBook Book => Volatile.Read(ref _book) ?? throw new InvalidOperationException("The policies and calendars have not been read yet.");

    /// <summary>The book in force, read once.</summary>
    public async ValueTask<SlaBook> BookAsync(CancellationToken cancellationToken) => _book ?? await ReloadAsync(cancellationToken);

    /// <summary>A book at least as new as what is stored now.</summary>
    public async Task<SlaBook> FreshAsync(CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        var number = await NumberAsync(db, cancellationToken);
        return _book is { } book && book.Number >= number ? book : await ReloadAsync(cancellationToken);
    }

    /// <summary>Reads the book again, after another process may have changed it.</summary>
    public async Task<SlaBook> ReloadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var read = await ReadAsync(cancellationToken);
            Volatile.Write(ref _book, read);
            return read;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>One version of a policy, for explaining what it judged; null where it isn't known.</summary>
    public async Task<SlaPolicy?> PolicyAsync(int id, int version, CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Set<SlaPolicyRow>().SingleOrDefaultAsync(r => r.Id == id && r.Version == version, cancellationToken);
        return row is null ? null : SlaJson.Read(row);
    }

    /// <summary>The number for a new policy: one that no policy ever had, retired ones included.</summary>
    public async Task<int> NextPolicyIdAsync(CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        return Math.Max(await db.Set<SlaPolicyRow>().MaxAsync(row => (int?)row.Id, cancellationToken) ?? 0, SlaDefaults.PolicyId) + 1;
    }

    /// <summary>How far open tickets were judged by the newest book that they are judged anew for; null where they never were.</summary>
    public async Task<Rejudging?> RejudgingAsync(CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Rejudging>().AsNoTracking().OrderByDescending(row => row.BookNumber).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The newest change of what is in force; null where nothing was changed since the installation.</summary>
    public async Task<SlaBookRow?> NewestAsync(CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<SlaBookRow>().AsNoTracking().OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Stores a person's new versions, or says that somebody else was quicker. Refusals: <c>policy.changed_meanwhile</c>, those of <see cref="RetiredCalendars"/>.</summary>
    /// <exception cref="ArgumentException">One of them isn't valid.</exception>
    public async Task<Outcome<SlaBook>> SaveAsync(
        IReadOnlyList<SlaPolicy> policies, IReadOnlyList<BusinessCalendar> calendars, DateTimeOffset at, string by, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await StoreAsync(policies, calendars, at, by, cancellationToken);
            }
            catch (DbUpdateException)
            {
                if (await IsStoredAsync(policies, calendars, cancellationToken)) return new Refusal("policy.changed_meanwhile");
                // Somebody changed another policy at the same moment: only the book's number was taken.
                if (tries == 3) throw;
            }
        }
    }

    /// <summary>Stores a new version of each and puts them in force.</summary>
    /// <exception cref="ArgumentException">One of them isn't valid.</exception>
    /// <exception cref="DbUpdateException">A version is stored already: somebody else changed it meanwhile.</exception>
    public async Task<SlaBook> AddAsync(IReadOnlyList<SlaPolicy> policies, IReadOnlyList<BusinessCalendar> calendars, CancellationToken cancellationToken)
    {
        var stored = await StoreAsync(policies, calendars, at: null, by: null, cancellationToken);
        return stored.Succeeded ? stored.Value : throw new ArgumentException(stored.Refusal.ToString(), nameof(calendars));
    }

    async Task IHostedService.StartAsync(CancellationToken cancellationToken) => await BookAsync(cancellationToken);

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _listening?.Dispose();
        _one.Dispose();
    }

    private async Task<Outcome<SlaBook>> StoreAsync(
        IReadOnlyList<SlaPolicy> policies, IReadOnlyList<BusinessCalendar> calendars, DateTimeOffset? at, string? by, CancellationToken cancellationToken)
    {
        var problems = policies.SelectMany(p => p.Validate()).Concat(calendars.SelectMany(c => c.Validate())).ToList();
        if (problems.Count > 0) throw new ArgumentException(string.Join("; ", problems), nameof(policies));
        await using (var db = await _contexts.CreateDbContextAsync(cancellationToken))
        {
            // The number first: who changes something between these reads and the commit takes it, and this is tried again.
            var number = await NumberAsync(db, cancellationToken);
            var before = await ReadAsync(db, number, cancellationToken);
            if (RetiredCalendars.Problem(before, policies, calendars) is { } used) return used;
            db.AddRange(policies.Select(p => p.ToRow()));
            db.AddRange(calendars.Select(c => c.ToRow()));
            db.Add(new SlaBookRow(number + 1, at, by));
            await AuditAsync(db, before, policies, calendars, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        var book = await ReloadAsync(cancellationToken);
        if (_signals is null) Changed?.Invoke();
        else _signals.Publish(Topic, "changed", "{}");
        return book;
    }

    private async Task AuditAsync(DeskDb db, SlaBook before, IReadOnlyList<SlaPolicy> policies, IReadOnlyList<BusinessCalendar> calendars, CancellationToken cancellationToken)
    {
        foreach (var policy in policies)
        {
            // One that comes back is in no book.
            var was = before.Policies.FirstOrDefault(old => old.Id == policy.Id)
                ?? (await db.Set<SlaPolicyRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == policy.Id && row.Version == policy.Version - 1, cancellationToken) is { } row ? SlaJson.Read(row) : null);
            _audit?.Add(db, AuditThing.Policy, policy.Id.ToString(CultureInfo.InvariantCulture), policy.Name, was.Facts(), policy.Facts());
        }

        foreach (var calendar in calendars)
            _audit?.Add(db, AuditThing.Calendar, calendar.Id.ToString(CultureInfo.InvariantCulture), calendar.Name, before.Calendars.GetValueOrDefault(calendar.Id).Facts(), calendar.Facts());
    }

    private async Task<bool> IsStoredAsync(IReadOnlyList<SlaPolicy> policies, IReadOnlyList<BusinessCalendar> calendars, CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        foreach (var policy in policies)
        {
            if (await db.Set<SlaPolicyRow>().AnyAsync(row => row.Id == policy.Id && row.Version == policy.Version, cancellationToken)) return true;
        }

        foreach (var calendar in calendars)
        {
            if (await db.Set<SlaCalendarRow>().AnyAsync(row => row.Id == calendar.Id && row.Version == calendar.Version, cancellationToken)) return true;
        }

        return false;
    }

    private static async Task<long> NumberAsync(DeskDb db, CancellationToken cancellationToken) =>
        await db.Set<SlaBookRow>().MaxAsync(row => (long?)row.Number, cancellationToken) ?? 0;

    private async Task<SlaBook> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        // The number first: what is read after it is at least as new.
        return await ReadAsync(db, await NumberAsync(db, cancellationToken), cancellationToken);
    }

    private static async Task<SlaBook> ReadAsync(DeskDb db, long number, CancellationToken cancellationToken)
    {
        var policies = await db.Set<SlaPolicyRow>().ToListAsync(cancellationToken);
        var calendars = await db.Set<SlaCalendarRow>().ToListAsync(cancellationToken);
        return SlaBook.Of(
            policies.GroupBy(r => r.Id).Select(g => SlaJson.Read(g.MaxBy(r => r.Version)!)),
            calendars.GroupBy(r => r.Id).Select(g => SlaJson.Read(g.MaxBy(r => r.Version)!)),
            number);
    }
}
