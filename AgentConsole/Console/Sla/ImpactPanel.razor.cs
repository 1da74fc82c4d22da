using System.Globalization;
using AgentConsole.Console.Controls;
using AgentConsole.Resources;
using AgentConsole.Sla;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Sla;

/// <summary>Runs the trial when it comes on the screen. Another edit needs another panel: give it a key.</summary>
public sealed partial class ImpactPanel
{
    private ElementReference title;
    private SlaImpact? impact;
    private int done;
    private int total;

    [Parameter, EditorRequired]
    public required SlaBook Before { get; set; }

    [Parameter, EditorRequired]
    public required SlaBook After { get; set; }

    /// <summary>What can be done with it.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    public required ImpactRun Run { get; init; }

    [Inject]
    public required IStringLocalizer<AdminWords> Words { get; init; }

    protected override async Task OnLiveAsync()
    {
        // It comes below a long form: whoever asked for it is taken there.
        await title.FocusAsync();
        var told = FromOutside<(int Done, int Total)>(now =>
        {
            (done, total) = now;
            StateHasChanged();
        });
        try
        {
            impact = await Run.RunAsync(Before, After, (at, of) => told((at, of)), Gone);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // It left the screen: nobody asks any more.
        }
    }

    /// <summary>That of the hours the default policy counts by.</summary>
    private TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(After.CalendarOf(After.Policies[^1]).TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    private string At(DateTimeOffset? instant) => instant is { } at ? TimeZoneInfo.ConvertTime(at, Zone).ToString("g", CultureInfo.CurrentCulture) : "–";

    private string Shift(TimeSpan shift) => shift == TimeSpan.Zero ? "–"
        : Words[shift < TimeSpan.Zero ? "Impact.Earlier" : "Impact.Later", $"\u2066{Amounts.Write(shift.Duration())}\u2069"];
}
