using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Layout;

/// <summary>
/// Brings the focus to the heading of a page that was gone to, so that a screen reader says where one is; on the search page to its box. The framework's own does the
/// same, but a moment late it takes the focus away from somebody who has begun to write, whose letters then are shortcuts.
/// </summary>
public sealed class FocusOnArrival(Scripts scripts) : ComponentBase
{
    private Type? page;
    private bool hasArrived;

    [Parameter, EditorRequired]
    public required Microsoft.AspNetCore.Components.RouteData RouteData { get; set; }

    protected override void OnParametersSet()
    {
        hasArrived = page != RouteData.PageType;
        page = RouteData.PageType;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!hasArrived) return;
        hasArrived = false;
        await using var script = await scripts.LoadAsync("/js/early.js");
        await script.AskAsync<bool>("arrive", "h1:not(.search h1), .search [data-search]");
    }
}
