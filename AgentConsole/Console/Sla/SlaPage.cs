using AgentConsole.Common;
using AgentConsole.Console.Admin;
using AgentConsole.People;
using AgentConsole.Sla;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Sla;

/// <summary>What the pages for policies and calendars share: the book, and storing the next version in somebody's name.</summary>
public abstract class SlaPage : AdminPage
{
    [Inject]
    public required SlaCatalog Catalog { get; init; }

    [Inject]
    public required AgentDirectory People { get; init; }

    [Inject]
    public required NavigationManager Address { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ProblemWords Problems { get; init; }

    /// <summary>Says what was stored, or why it wasn't.</summary>
    protected bool SaySaved(Outcome<SlaBook> outcome, string done)
    {
        if (outcome.Refusal is { } refusal) SayRefused(Problems.Of(refusal));
        else Say(done);
        return outcome.Succeeded;
    }

    /// <summary>Stores new versions where the person may; null where they may not.</summary>
    protected async Task<Outcome<SlaBook>?> StoreAsync(IReadOnlyList<SlaPolicy> policies, IReadOnlyList<BusinessCalendar> calendars) =>
        await WhoMayAsync(Permissions.SettingsManage) is { } who
            ? await Catalog.SaveAsync(policies, calendars, Time.Instant(), People.Agent(who)?.Name ?? "", CancellationToken.None)
            : null;
}
