using System.Reflection;
using AgentConsole.Console;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Tests.Console.Layout;

public sealed class PagesTests
{
    /// <summary>
    /// A page without a render mode is plain HTML with forms and cookies. Were the circuit's router to show it, its forms would go nowhere.
    /// </summary>
    [Fact]
    public void Every_page_either_runs_in_a_circuit_or_stays_out_of_its_router()
    {
        var pages = typeof(App).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any() && type.Name != "NotFound");
        Assert.All(pages, page => Assert.True(
            page.GetCustomAttribute<RenderModeAttribute>() is not null != page.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>() is not null,
            $"{page.Name} needs @rendermode InteractiveServer or [ExcludeFromInteractiveRouting]."));
    }
}
