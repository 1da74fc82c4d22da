using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Fields;

/// <summary>The company's own fields, in memory. Whoever calls the writing half has checked that the person may.</summary>
public sealed class FieldCatalog(IDbContextFactory<DeskDb> databases, LiveSignals signals, AuditTrail audit, TimeProvider time, ILogger<FieldCatalog> logger)
    : LiveCatalog(signals, time, logger, "fields")
{
    /// <summary>In their order, archived ones last.</summary>
    public IReadOnlyList<TicketField> All { get; private set; } = [];

    /// <summary>Those that are asked for.</summary>
    public IReadOnlyList<TicketField> Active { get; private set; } = [];

    /// <summary>A field by its id, archived ones too; null where there is none.</summary>
    public TicketField? Field(long id) => All.FirstOrDefault(field => field.Id == id);

    /// <summary>
    /// Stores a field, a new one (at the end) where its id is 0. Choices with id 0 are new ones. Refusals: those of <see cref="FieldRules"/>, <c>field.name_twice</c>,
    /// <c>field.too_many</c>, <c>field.gone</c>, <c>field.kind_stays</c>.
    /// </summary>
    public async Task<Outcome<TicketField>> SaveAsync(TicketField field, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await db.Set<TicketField>().AsNoTracking().ToListAsync(cancellationToken);
        var was = stored.Find(other => other.Id == field.Id);
        if (field.Id != 0 && was is null) return new Refusal("field.gone", field.Name);
        if (was is not null && was.Kind != field.Kind) return new Refusal("field.kind_stays", field.Name);
        field = FieldLabels.Stored(field with { Name = field.Name.Trim(), Help = field.Help.Trim(), Choices = Numbered(field, was) });
        if (FieldRules.Problems(field) is [var first, ..]) return first;
        if (!field.IsArchived)
        {
            var others = stored.Where(other => other.Id != field.Id && !other.IsArchived).ToList();
            if (others.Count >= FieldRules.MaxFields) return new Refusal("field.too_many", FieldRules.MaxFields);
            if (others.Exists(other => Conditions.Folding.Fold(other.Name) == Conditions.Folding.Fold(field.Name))) return new Refusal("field.name_twice", field.Name);
        }

        if (was is null) db.Add(field = field with { Position = stored.Select(other => other.Position).Append(0).Max() + 1 });
        else db.Update(field);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // The database gives a new one its number, and the trail names it.
        await db.SaveChangesAsync(cancellationToken);
        audit.Add(db, AuditThing.Field, field.Id.ToString(CultureInfo.InvariantCulture), field.Name, was, field);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await AnnounceAsync(cancellationToken);
        return field;
    }

    /// <summary>Moves a field before or behind its neighbour; nothing where there is none.</summary>
    public async Task MoveAsync(long id, int by, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var active = await db.Set<TicketField>().AsNoTracking().Where(field => !field.IsArchived).OrderBy(field => field.Position).ThenBy(field => field.Id).ToListAsync(cancellationToken);
        var from = active.FindIndex(field => field.Id == id);
        if (from < 0 || from + by < 0 || from + by >= active.Count) return;
        var before = active.ConvertAll(field => (field.Id, field.Name));
        (active[from], active[from + by]) = (active[from + by], active[from]);
        for (var i = 0; i < active.Count; i++)
        {
            if (active[i].Position != i + 1) db.Update(active[i] with { Position = i + 1 });
        }

        audit.AddOrder(db, AuditThing.Field, before, active.ConvertAll(field => (field.Id, field.Name)));

        await db.SaveChangesAsync(cancellationToken);
        await AnnounceAsync(cancellationToken);
    }

    private static FieldChoice[] Numbered(TicketField field, TicketField? was)
    {
        if (field.Kind != FieldKind.Choice) return [];
        var last = (was?.Choices ?? []).Concat(field.Choices).Select(choice => choice.Id).Append(0).Max();
        return [.. field.Choices.Select(choice => choice with { Id = choice.Id == 0 ? ++last : choice.Id, Name = choice.Name.Trim() })];
    }

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var all = await db.Set<TicketField>().AsNoTracking().OrderBy(field => field.IsArchived).ThenBy(field => field.Position).ThenBy(field => field.Id).ToListAsync(cancellationToken);
        (All, Active) = (all, all.FindAll(field => !field.IsArchived));
        return true;
    }
}
