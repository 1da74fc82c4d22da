using AgentConsole.Common;
using AgentConsole.People.Identity;

namespace AgentConsole.Sites;

/// <summary>What a site may ask of its visitors. Pure.</summary>
internal static class EntryRules
{
    public static IEnumerable<FieldRefusal> Check(SiteEntry entry)
    {
        if (entry.Hours == SiteHours.Calendar && entry.CalendarId is null) yield return new(nameof(SiteEntry.CalendarId), new Refusal("site.calendar_missing"));
        if (entry.Hours == SiteHours.Unsaid && entry.Outside == OutsideHours.Form) yield return new(nameof(SiteEntry.Outside), new Refusal("site.hours_missing"));
        if (entry.About != Asked.No && entry.Choices.Count == 0) yield return new(nameof(SiteEntry.Choices), new Refusal("site.choices_missing"));
        if (entry.Choices.Count > SiteEntry.MaxChoices) yield return new(nameof(SiteEntry.Choices), new Refusal("site.choices_many", SiteEntry.MaxChoices));
        if (entry.Choices.SelectMany(Texts).Any(text => text.Length > SiteEntry.MaxChoiceLength)) yield return new(nameof(SiteEntry.Choices), new Refusal("site.choice_too_long", SiteEntry.MaxChoiceLength));
        if (entry.Choices.SelectMany(Texts).Any(text => !Text.IsStorable(text))) yield return new(nameof(SiteEntry.Choices), new Refusal("site.not_text"));
        if (entry.Choices.DistinctBy(choice => choice.Value, StringComparer.OrdinalIgnoreCase).Count() < entry.Choices.Count || entry.Choices.Any(choice => string.IsNullOrWhiteSpace(choice.Value)))
            yield return new(nameof(SiteEntry.Choices), new Refusal("site.choice_twice"));
        if (entry.Fields.Count > SiteEntry.MaxFields) yield return new(nameof(SiteEntry.Fields), new Refusal("site.fields_many", SiteEntry.MaxFields));
        // No form gives these: whoever sends them is no form.
        var isKnown = Enum.IsDefined(entry.Hours) && Enum.IsDefined(entry.Outside) && Enum.IsDefined(entry.Name) && Enum.IsDefined(entry.Email) && Enum.IsDefined(entry.About);
        if (!isKnown) yield return new(nameof(SiteEntry.Hours), new Refusal("site.look_unknown"));
    }

    /// <summary>As it is stored: nothing around the texts, each field once.</summary>
    public static SiteEntry Stored(SiteEntry entry) => entry with
    {
        CalendarId = entry.Hours == SiteHours.Calendar ? entry.CalendarId : null,
        Choices = [.. entry.Choices.Select(choice => new EntryChoice(choice.Value.Trim(), choice.Ar.Trim(), choice.Sl.Trim()))],
        Fields = [.. entry.Fields.DistinctBy(field => field.FieldId)],
    };

    private static string[] Texts(EntryChoice choice) => [choice.Value, choice.Ar, choice.Sl];
}
