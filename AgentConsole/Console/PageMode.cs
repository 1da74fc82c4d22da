using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Routing;

namespace AgentConsole.Console;

/// <summary>
/// How a page runs. A page that says <c>@rendermode InteractiveServer</c> runs with the whole router in one circuit, so that going
/// from ticket to ticket is a parameter change and not a page load. A page that says <c>[ExcludeFromInteractiveRouting]</c> (forms
/// that set cookies) is plain HTML.
/// </summary>
internal static class PageMode
{
    public static IComponentRenderMode? Of(HttpContext http) => http.AcceptsInteractiveRouting()
        ? http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type.GetCustomAttribute<RenderModeAttribute>()?.Mode
        : null;
}
