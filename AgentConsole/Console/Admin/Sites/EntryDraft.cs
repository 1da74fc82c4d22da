using AgentConsole.Sites;

namespace AgentConsole.Console.Admin.Sites;

/// <summary>What a site's visitors meet before a conversation, while it is being written.</summary>
public sealed class EntryDraft
{
    private readonly Dictionary<long, Asked> _fields;

    public EntryDraft(Site? site)
    {
        var entry = site?.Entry ?? new SiteEntry();
        // One list says both whose hours and, where it is a calendar's, which.
        Hours = entry.Hours == SiteHours.Calendar ? entry.CalendarId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "" : entry.Hours.ToString();
        (Outside, ShowsQueue, Name, Email, About) = (entry.Outside, !entry.HidesQueue, entry.Name, entry.Email, entry.About);
        (Choices, ChoicesAr, ChoicesSl) = (Lines(entry.Choices.Select(choice => choice.Value)), Lines(entry.Choices.Select(choice => choice.Ar)), Lines(entry.Choices.Select(choice => choice.Sl)));
        _fields = entry.Fields.ToDictionary(field => field.FieldId, field => field.IsRequired ? Asked.Required : Asked.Optional);
    }

    public string Hours { get; set; }

    public OutsideHours Outside { get; set; }

    public bool ShowsQueue { get; set; }

    public Asked Name { get; set; }

    public Asked Email { get; set; }

    public Asked About { get; set; }

    /// <summary>One a line.</summary>
    public string? Choices { get; set; }

    /// <summary>The same in Arabic, line by line.</summary>
    public string? ChoicesAr { get; set; }

    /// <summary>The same in Slovene, line by line.</summary>
    public string? ChoicesSl { get; set; }

    public Asked this[long fieldId]
    {
        get => _fields.GetValueOrDefault(fieldId);
        set => _fields[fieldId] = value;
    }

    public SiteEntry ToEntry()
    {
        var (hours, calendar) = Enum.TryParse<SiteHours>(Hours, out var kind) && !int.TryParse(Hours, out _) ? (kind, (int?)null)
            : (SiteHours.Calendar, int.TryParse(Hours, out var id) ? id : null);
        var (ar, sl) = (Split(ChoicesAr), Split(ChoicesSl));
        return new SiteEntry
        {
            Hours = hours,
            CalendarId = calendar,
            Outside = hours == SiteHours.Unsaid ? OutsideHours.Chat : Outside,
            HidesQueue = !ShowsQueue,
            Name = Name,
            Email = Email,
            About = About,
            // A line left out in another language is said in the first.
            Choices = [.. Split(Choices).Select((value, at) => new EntryChoice(value, ar.ElementAtOrDefault(at) ?? "", sl.ElementAtOrDefault(at) ?? "")).Where(choice => choice.Value.Length > 0)],
            Fields = [.. _fields.Where(field => field.Value != Asked.No).Select(field => new EntryField(field.Key, field.Value == Asked.Required)).OrderBy(field => field.FieldId)],
        };
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines).TrimEnd('\n');

    private static string[] Split(string? text) => (text ?? "").Split('\n', StringSplitOptions.TrimEntries);
}
