using AgentConsole.Tickets.Fields;

namespace AgentConsole.Console.Admin.Fields;

/// <summary>What visitors of one language read of a field, while it is filled in.</summary>
internal sealed class FieldWordsForm(string language)
{
    public string Language => language;

    public string? Name { get; set; }

    public string? Help { get; set; }

    /// <summary>Line by line as the choices stand; an empty line is said as the choice itself says it.</summary>
    public string? Choices { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Help) && string.IsNullOrWhiteSpace(Choices);

    public void Take(TicketField field)
    {
        var words = field.Words.GetValueOrDefault(language);
        (Name, Help) = (words?.Name, words?.Help);
        Choices = string.Join('\n', field.Choices.Select(choice => choice.Names?.GetValueOrDefault(language) ?? "")).TrimEnd('\n');
    }

    public FieldLabel Words => new(Name ?? "", Help ?? "");

    public string ChoiceAt(int line) => (Choices ?? "").Split('\n').ElementAtOrDefault(line)?.Trim() ?? "";
}
