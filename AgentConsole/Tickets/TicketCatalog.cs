using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets;

/// <summary>Priorities and tags, kept in memory: what rows and commands name by id.</summary>
public sealed class TicketCatalog(IDbContextFactory<DeskDb> databases, LiveSignals signals, AuditTrail audit, TimeProvider time, ILogger<TicketCatalog> logger)
    : LiveCatalog(signals, time, logger, "catalog")
{
    public const int MaxTagLength = 60;

    private static readonly PriorityLevel _unknown = new(0, "?", 0, "#868e96");

    private Book _book = new([], []);

    /// <summary>Highest rank first, retired ones too: tickets still have them.</summary>
    public IReadOnlyList<PriorityLevel> Priorities => _book.Priorities;

    /// <summary>By name, archived ones too: tickets still have them.</summary>
    public IReadOnlyList<Tag> Tags => _book.Sorted;

    public PriorityLevel Priority(int id) => _book.Priorities.FirstOrDefault(level => level.Id == id) ?? _unknown;

    /// <summary>True where a ticket can be given this level: it is there and not retired.</summary>
    public bool HasPriority(int id) => _book.Priorities.Any(level => level.Id == id && !level.IsRetired);

    /// <summary>What a ticket has that nobody gave a priority: Normal, and where that is retired the lowest that is not.</summary>
    public int DefaultPriorityId => HasPriority(PriorityLevel.NormalId) ? PriorityLevel.NormalId : _book.Priorities.Last(level => !level.IsRetired).Id;

    /// <summary>The next more urgent priority; the same for the most urgent and for one that is not known.</summary>
    public int Raised(int id) =>
        Priority(id) is var from && from != _unknown ? Priorities.LastOrDefault(level => level.Rank > from.Rank && !level.IsRetired)?.Id ?? id : id;

    public Tag? Tag(long id) => _book.Tags.GetValueOrDefault(id);

    /// <summary>The tag of this name, made where there is none.</summary>
    public async Task<Tag> AddTagAsync(string name, string textColour = "#1b1f24", string background = "#dbe4ff", bool isPublic = false, CancellationToken cancellationToken = default)
    {
        name = name.Trim();
        if (name.Length is 0 or > MaxTagLength || !Common.Text.IsStorable(name)) throw new ArgumentException($"A tag's name has 1 to {MaxTagLength} characters.", nameof(name));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Tag>().FirstOrDefaultAsync(tag => tag.Name == name, cancellationToken) is { } there) return there;
        var id = (await db.Set<Tag>().MaxAsync(tag => (long?)tag.Id, cancellationToken) ?? 0) + 1;
        var made = new Tag(id, name, textColour, background, isPublic);
        db.Add(made);
        await db.SaveChangesAsync(cancellationToken);
        await AnnounceAsync(cancellationToken);
        return made;
    }

    /// <summary>Puts another list of levels in force, ranked as it stands; a level with id 0 is new, one that is left out is retired.</summary>
    /// <param name="before">The list that the person began with: where somebody else changed it since, this is refused.</param>
    public async Task<Outcome<IReadOnlyList<PriorityLevel>>> SavePrioritiesAsync(
        IReadOnlyList<PriorityLevel> before, IReadOnlyList<PriorityLevel> after, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await db.Set<PriorityLevel>().AsNoTracking().OrderByDescending(level => level.Rank).ToListAsync(cancellationToken);
        if (!stored.SequenceEqual(before)) return new Refusal("priority.changed_meanwhile");
        var ranked = PriorityLevels.Ranked(stored, after);
        if (PriorityLevels.Problem(ranked) is { } problem) return problem;
        foreach (var level in ranked) db.Entry(level).State = stored.Exists(old => old.Id == level.Id) ? EntityState.Modified : EntityState.Added;
        foreach (var level in ranked)
        {
            var old = stored.Find(old => old.Id == level.Id);
            audit.Add(db, AuditThing.Priority, level.Id.ToString(CultureInfo.InvariantCulture), level.Name, old is null ? null : old with { Rank = 0 }, level with { Rank = 0 });
        }

        audit.AddOrder(db, AuditThing.Priority, [.. stored.Select(level => ((long)level.Id, level.Name))], [.. ranked.Select(level => ((long)level.Id, level.Name))]);
        await db.SaveChangesAsync(cancellationToken);
        await AnnounceAsync(cancellationToken);
        return Outcome.Of(ranked);
    }

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var priorities = await db.Set<PriorityLevel>().OrderByDescending(level => level.Rank).ToListAsync(cancellationToken);
        var tags = await db.Set<Tag>().ToDictionaryAsync(tag => tag.Id, cancellationToken);
        _book = new Book(priorities, tags);
        return true;
    }

    private sealed record Book(IReadOnlyList<PriorityLevel> Priorities, Dictionary<long, Tag> Tags)
    {
        // Asked for at each change of many screens, and there may be ten thousand.
        public IReadOnlyList<Tag> Sorted { get; } = [.. Tags.Values.OrderBy(tag => tag.Name, StringComparer.OrdinalIgnoreCase)];
    }
}
