using AgentConsole.Tickets.Fields;

namespace AgentConsole.Console.Admin.Fields;

/// <summary>A field while it is filled in. Choices are lines: one that stays on its line, or keeps its name, keeps its id.</summary>
internal sealed class FieldForm
{
    private IReadOnlyList<FieldChoice> _before = [];

    public string? Name { get; set; }

    public FieldKind Kind { get; set; }

    public string? Help { get; set; }

    public bool IsRequired { get; set; }

    public string? Choices { get; set; }

    public void Take(TicketField field)
    {
        (Name, Kind, Help, IsRequired, _before) = (field.Name, field.Kind, field.Help, field.IsRequired, field.Choices);
        Choices = string.Join('\n', field.Choices.Select(choice => choice.Name));
    }

    public TicketField Wish(TicketField? was) => (was ?? new TicketField { Name = "" }) with
    {
        Name = Name ?? "",
        Kind = Kind,
        Help = Help ?? "",
        IsRequired = IsRequired,
        Choices = Kind == FieldKind.Choice ? Numbered((Choices ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) : [],
    };

    private FieldChoice[] Numbered(string[] names)
    {
        // A name that was there keeps its id wherever it stands now; what is left on its old line was renamed.
        var left = _before.Where(choice => !names.Contains(choice.Name)).ToList();
        return [.. names.Select((name, line) =>
        {
            if (_before.FirstOrDefault(choice => choice.Name == name) is { } same) return same;
            if (line >= _before.Count || !left.Remove(_before[line])) return new FieldChoice(0, name);
            return _before[line] with { Name = name };
        })];
    }
}
