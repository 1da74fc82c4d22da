using AgentConsole.Resources;
using AgentConsole.Sla;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Sla;

/// <summary>The calendars that something can count by, and below them those that were retired.</summary>
public sealed partial class CalendarsPage
{
    private SlaBook? book;

    [Inject]
    public required IStringLocalizer<SlaWords> Sla { get; init; }

    protected override async Task OnInitializedAsync() => book = await Catalog.FreshAsync(Gone);

    private async Task RetireAsync(BusinessCalendar calendar)
    {
        if (!await SureAsync(Sla["Calendars.Retire.Ask", calendar.Name], Words["Policies.Retire"], Words["Policies.Retire"])) return;
        await SaveAsync(calendar with { IsRetired = true, Version = calendar.Version + 1 }, "Calendars.Retired");
    }

    private Task ReturnAsync(BusinessCalendar calendar) => SaveAsync(calendar with { IsRetired = false, Version = calendar.Version + 1 }, "Calendars.Returned");

    private async Task SaveAsync(BusinessCalendar calendar, string done)
    {
        if (await StoreAsync([], [calendar]) is not { } outcome) return;
        SaySaved(outcome, Sla[done, calendar.Name]);
        book = await Catalog.FreshAsync(Gone);
    }
}
