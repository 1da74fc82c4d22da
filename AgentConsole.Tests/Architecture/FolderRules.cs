using Mono.Cecil;

namespace AgentConsole.Tests.Architecture;

/// <summary>Holds an assembly against the folder table; each broken rule is a line that names who touches what.</summary>
/// <param name="root">The namespace that the folders stand in.</param>
internal sealed class FolderRules(string root)
{
    private static readonly HashSet<string> Writes = new(StringComparer.Ordinal)
    {
        "Add", "AddAsync", "AddRange", "AddRangeAsync", "Update", "UpdateRange", "Remove", "RemoveRange", "Attach", "AttachRange",
        "ExecuteUpdate", "ExecuteUpdateAsync", "ExecuteDelete", "ExecuteDeleteAsync",
    };

    public IReadOnlyList<string> Check(ModuleDefinition module)
    {
        // Types of the root itself are composition; those outside of it are the compiler's.
        var types = module.GetTypes().Where(type => FolderName(Imports.Outermost(type)) is not null).ToList();
        var imports = Imports.Of(types).ToList();
        return
        [
            .. types.Select(type => FolderName(type)).OfType<string>().Distinct(StringComparer.Ordinal)
                .Where(name => Find(name) is null).Select(name => $"the folder {name} is not in the table"),
            .. imports.Select(Against).OfType<string>().Distinct(StringComparer.Ordinal),
            .. TwoWays(imports),
            .. Imports.Calls(types).Select(TicketWrite).OfType<string>().Distinct(StringComparer.Ordinal),
        ];
    }

    private static Folder? Find(string? name) => Folders.Table.FirstOrDefault(folder => folder.Name == name);

    private string? Against(Import import)
    {
        if (Find(FolderName(import.From)) is not { } from) return null;
        var to = FolderName(import.To);
        if (Find(to) is { } folder && folder != from)
        {
            if (folder.Level > from.Level) return $"{Name(import.From)} (level {from.Level}) imports {Name(import.To)} (level {folder.Level})";
            if (folder.Level == Folders.Edge) return $"{Name(import.From)} imports {Name(import.To)}, and folders of level {Folders.Edge} never import each other";
        }

        if (from.Exempts(import.From.Name)) return null;
        var name = to is null ? import.To.FullName : Name(import.To);
        var forbidden = (from.FreeOf ?? []).FirstOrDefault(free => name == free || name.StartsWith(free + ".", StringComparison.Ordinal));
        return forbidden is null ? null : $"{Name(import.From)} touches {name}, and {from.Name} stays free of {forbidden}";
    }

    private IEnumerable<string> TwoWays(IReadOnlyList<Import> imports)
    {
        var pairs = imports.Select(import => (From: FolderName(import.From), To: FolderName(import.To)))
            .Where(pair => pair.To is not null && pair.From != pair.To).Distinct().ToHashSet();
        foreach (var (from, to) in pairs.Where(pair => string.CompareOrdinal(pair.From, pair.To) < 0 && pairs.Contains((pair.To, pair.From))))
        {
            var first = imports.First(import => FolderName(import.From) == from && FolderName(import.To) == to);
            var back = imports.First(import => FolderName(import.From) == to && FolderName(import.To) == from);
            yield return $"{from} and {to} import each other: {Name(first.From)} → {Name(first.To)} and {Name(back.From)} → {Name(back.To)}";
        }
    }

    private string? TicketWrite(Call call)
    {
        if (!Writes.Contains(call.To.Name) || Find(FolderName(call.From)) is { WritesTickets: true }) return null;
        if (!call.To.DeclaringType.FullName.StartsWith("Microsoft.EntityFrameworkCore.", StringComparison.Ordinal)) return null;
        var arguments = (call.To is GenericInstanceMethod generic ? generic.GenericArguments : []).Append(call.To.DeclaringType).SelectMany(Imports.Parts);
        var written = arguments.FirstOrDefault(part => FolderName(part) is not null && Folders.WrittenByTheDesk.Contains(Name(part), StringComparer.Ordinal));
        return written is null ? null : $"{Name(call.From)} writes {Name(written)} ({call.To.Name}), and only Desk writes tickets";
    }

    /// <summary>The first step of the namespace below the root; null for what stands elsewhere or in the root itself.</summary>
    private string? FolderName(TypeReference type)
    {
        // A type's parameter stands nowhere: what it is bound to is named where that is done.
        if (type is GenericParameter) return null;
        while (type.DeclaringType is { } outer) type = outer;
        return type.Namespace.StartsWith(root + ".", StringComparison.Ordinal) ? type.Namespace[(root.Length + 1)..].Split('.')[0] : null;
    }

    private string Name(TypeReference type) => type.FullName[(root.Length + 1)..].Replace('/', '.');
}
