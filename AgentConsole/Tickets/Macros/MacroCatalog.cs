using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People.Audit;
using AgentConsole.People.Setup;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Macros;

/// <summary>All macros, in memory: an agent who types a slash waits for nothing. Whoever calls the writing half has checked that the person may.</summary>
public sealed class MacroCatalog(IDbContextFactory<DeskDb> databases, LiveSignals signals, AuditTrail audit, TimeProvider time, ILogger<MacroCatalog> logger)
    : LiveCatalog(signals, time, logger, "macros")
{
    /// <summary>By name.</summary>
    public IReadOnlyList<Macro> All { get; internal set; } = [];

    /// <summary>The company's name, for what is written in it; empty before set-up.</summary>
    public string Company { get; private set; } = "";

    /// <summary>
    /// The agent's macros whose name, or else text, holds the words, by where: names that begin with what was typed, other names, texts. One's own before the team's before everybody's.
    /// </summary>
    public IReadOnlyList<Macro> Find(string typed, long agentId, IReadOnlyList<long> teamIds, int limit)
    {
        var words = Search.SearchWord.Of(typed).ConvertAll(word => word.Folded);
        return
        [
            .. All.Where(macro => macro.IsFor(agentId, teamIds)).Select(macro => (Macro: macro, Place: Place(macro, words))).Where(found => found.Place is not null)
                .OrderBy(found => found.Place).ThenByDescending(found => found.Macro.Scope).Take(limit).Select(found => found.Macro),
        ];
    }

    /// <summary>Stores a macro, a new one where its id is 0. Refusals: those of <see cref="MacroRules"/>, <c>macro.name_twice</c>, <c>macro.gone</c>.</summary>
    public async Task<Outcome<Macro>> SaveAsync(Macro macro, CancellationToken cancellationToken)
    {
        macro = macro with { Name = macro.Name.Trim() };
        if (MacroRules.Problems(macro) is [var first, ..]) return first;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Macro>().AnyAsync(other => other.Id != macro.Id && other.Name == macro.Name && other.Scope == macro.Scope && other.ScopeId == macro.ScopeId, cancellationToken))
            return new Refusal("macro.name_twice", macro.Name);
        var was = macro.Id == 0 ? null : await db.Set<Macro>().AsNoTracking().FirstOrDefaultAsync(other => other.Id == macro.Id, cancellationToken);
        if (macro.Id == 0) db.Add(macro);
        else if (was is not null) db.Update(macro);
        else return new Refusal("macro.gone", macro.Name);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        Audit(db, was, macro);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await AnnounceAsync(cancellationToken);
        return macro;
    }

    /// <summary>Deleting twice is harmless.</summary>
    public async Task DeleteAsync(long id, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (await db.Set<Macro>().FirstOrDefaultAsync(macro => macro.Id == id, cancellationToken) is not { } gone) return;
            db.Remove(gone);
            Audit(db, gone, null);
            await db.SaveChangesAsync(cancellationToken);
        }

        await AnnounceAsync(cancellationToken);
    }

    private static int? Place(Macro macro, List<string> words)
    {
        if (words.Count == 0) return 1;
        var name = Search.SearchWord.Fold(macro.Name);
        if (name.StartsWith(string.Join(' ', words), StringComparison.Ordinal)) return 0;
        if (words.TrueForAll(word => name.Contains(word, StringComparison.Ordinal))) return 1;
        var text = Search.SearchWord.Fold(macro.Text);
        return words.TrueForAll(word => text.Contains(word, StringComparison.Ordinal)) ? 2 : null;
    }

    /// <summary>What is one's own is nobody else's matter.</summary>
    private void Audit(DeskDb db, Macro? was, Macro? became)
    {
        if ((became ?? was)!.Scope != MacroScope.Personal || was is { Scope: not MacroScope.Personal })
            audit.Add(db, AuditThing.Macro, (became ?? was)!.Id.ToString(CultureInfo.InvariantCulture), (became ?? was)!.Name, was, became);
    }

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var all = await db.Set<Macro>().AsNoTracking().ToListAsync(cancellationToken);
        Company = await db.Set<Setting>().Where(setting => setting.Key == Setting.Company).Select(setting => setting.Value).FirstOrDefaultAsync(cancellationToken) ?? "";
        All = [.. all.OrderBy(macro => macro.Name, StringComparer.InvariantCultureIgnoreCase)];
        return true;
    }
}
