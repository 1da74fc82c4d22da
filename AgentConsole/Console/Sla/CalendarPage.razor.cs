using System.Globalization;
using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Resources;
using AgentConsole.Sla;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime.TimeZones;

namespace AgentConsole.Console.Sla;

/// <summary>One calendar: edited beside a picture of what it will be, then put in force as the next version.</summary>
public sealed partial class CalendarPage
{
    private SlaBook book = default!;
    private BusinessCalendar? began;
    private BusinessCalendar? pictured;
    private CalendarDraft? draft;
    private IReadOnlyList<SlaProblem> problems = [];
    private bool isGone;
    private bool saving;

    /// <summary>Null for a new one.</summary>
    [Parameter]
    public int? Id { get; set; }

    [Inject]
    public required IStringLocalizer<SlaWords> Sla { get; init; }

    /// <summary>Every zone of the tz database that isn't another's old name.</summary>
    private static IReadOnlyList<string> Zones { get; } =
        [.. TzdbDateTimeZoneSource.Default.CanonicalIdMap.Where(alias => alias.Key == alias.Value).Select(alias => alias.Key).Order(StringComparer.Ordinal)];

    protected override async Task OnParametersSetAsync()
    {
        // A form that stands before its circuit does would lose what is written into it meanwhile.
        if (!RendererInfo.IsInteractive || (began is not null && Id == began.Id)) return;
        await BeginAsync();
    }

    private async Task BeginAsync()
    {
        book = await Catalog.FreshAsync(Gone);
        began = Id is { } id
            ? book.Calendars.GetValueOrDefault(id)
            : book.CalendarOf(book.Policies[^1]) with { Id = book.Calendars.Keys.Max() + 1, Version = 0, Name = Sla["Calendars.New"], TeamIds = [] };
        isGone = began is null;
        (draft, pictured, problems) = (began is null ? null : new CalendarDraft(began), began, []);
    }

    /// <summary>The picture follows what is written as long as it can be counted with.</summary>
    private void Edit(Action change)
    {
        change();
        var (calendar, found) = draft!.ToCalendar(began!.Version + 1);
        if (found.All(problem => problem.Where == "name")) pictured = calendar;
        // What was wrong is looked at again; what is not yet written is not held against anybody before they save.
        if (problems.Count > 0) problems = found;
    }

    private async Task ImportAsync()
    {
        if (pictured is not { } calendar) return;
        if (await AskAsync<CalendarImport>(Sla["Calendars.Import"], (nameof(CalendarImport.Calendar), calendar)) is not IReadOnlyList<Holiday> { Count: > 0 } taken) return;
        Edit(() => draft!.Add(taken));
        Say(Sla["Calendars.Imported", taken.Count]);
    }

    private async Task SaveAsync()
    {
        var (calendar, found) = draft!.ToCalendar(began!.Version + 1);
        problems = found;
        if (problems.Count > 0 || saving) return;
        saving = true;
        // A team keeps one calendar's hours: the one it is given now.
        var left = book.Calendars.Values.Where(other => other.Id != calendar.Id && other.TeamIds.Any(calendar.TeamIds.Contains))
            .Select(other => other with { Version = other.Version + 1, TeamIds = [.. other.TeamIds.Except(calendar.TeamIds)] });
        var outcome = await StoreAsync([], [calendar, .. left]);
        saving = false;
        if (outcome is null || !SaySaved(outcome, Sla["Calendars.Saved", calendar.Name, calendar.Version])) return;
        var isNew = Id is null;
        (Id, began) = (calendar.Id, null);
        await BeginAsync();
        if (isNew) Address.NavigateTo($"/settings/calendars/{calendar.Id}", replace: true);
    }

    private string? Invalid(string where) => IsWrong(where) ? "true" : null;

    private bool IsWrong(string where) => problems.Any(problem => problem.Where == where || problem.Where.StartsWith(where + "[", StringComparison.Ordinal));

    /// <summary>Where a problem is, in the words of the form; nothing where its sentence says it.</summary>
    private string PlaceOf(string where)
    {
        if (where.StartsWith("week.", StringComparison.Ordinal) && Enum.TryParse<DayOfWeek>(where[5..].Split('[')[0], out var day))
            return CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day) + ":";
        var list = where.StartsWith("holidays[", StringComparison.Ordinal) ? "Calendars.Holiday" : where.StartsWith("specialDays[", StringComparison.Ordinal) ? "Calendars.Special" : null;
        return list is not null && int.TryParse(where[(where.IndexOf('[', StringComparison.Ordinal) + 1)..where.IndexOf(']', StringComparison.Ordinal)], CultureInfo.InvariantCulture, out var index)
            ? $"{Sla[list]} {index + 1}:"
            : "";
    }
}
