using AgentConsole.People;
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

    /// <summary>For visitors who read another language.</summary>
    public IReadOnlyList<FieldWordsForm> Words { get; } = [.. Languages.All.Skip(1).Select(language => new FieldWordsForm(language.Code))];

    public void Take(TicketField field)
    {
        foreach (var words in Words) words.Take(field);
        (Name, Kind, Help, IsRequired, _before) = (field.Name, field.Kind, field.Help, field.IsRequired, field.Choices);
        Choices = string.Join('\n', field.Choices.Select(choice => choice.Name));
    }

    public TicketField Wish(TicketField? was) => (was ?? new TicketField { Name = "" }) with
    {
        Name = Name ?? "",
        Kind = Kind,
        Help = Help ?? "",
        IsRequired = IsRequired,
        Choices = Kind == FieldKind.Choice ? Numbered([.. Lines.Select(line => line.Name)]) : [],
        Words = Words.ToDictionary(words => words.Language, words => words.Words, StringComparer.Ordinal),
    };

    /// <summary>The choices with the lines that they stand on, which say what they are called elsewhere.</summary>
    private (string Name, int At)[] Lines => [.. (Choices ?? "").Split('\n', StringSplitOptions.TrimEntries).Index().Where(line => line.Item.Length > 0).Select(line => (line.Item, line.Index))];

    private FieldChoice[] Numbered(string[] names)
    {
        // A name that was there keeps its id wherever it stands now; what is left on its old line was renamed.
        var left = _before.Where(choice => !names.Contains(choice.Name)).ToList();
        var lines = Lines;
        return [.. names.Select((name, line) =>
        {
            var choice = _before.FirstOrDefault(choice => choice.Name == name);
            if (choice is null) choice = line < _before.Count && left.Remove(_before[line]) ? _before[line] with { Name = name } : new FieldChoice(0, name);
            return choice with { Names = Words.ToDictionary(words => words.Language, words => words.ChoiceAt(lines[line].At), StringComparer.Ordinal) };
        })];
    }
}
