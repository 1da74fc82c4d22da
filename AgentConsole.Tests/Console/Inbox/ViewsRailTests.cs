using AgentConsole.Console.Inbox;
using AgentConsole.Tickets.Inbox;
using Bunit;

namespace AgentConsole.Tests.Console.Inbox;

public sealed class ViewsRailTests : InboxScreen
{
    private static readonly InboxCounts Counts = new(1, 2, 3, 4, 5, 6, 7, 8, 9);

    [Fact]
    public void Every_view_has_its_count_and_its_own_link()
    {
        var rail = Rail(Counts, "mine");
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "9", "8"], rail.FindAll(".view-count").Select(count => count.TextContent));
        Assert.Equal("/inbox?view=unassigned&order=due", rail.Find("[data-view=unassigned]").GetAttribute("href"));
        Assert.Equal(["mine"], rail.FindAll("[aria-current=page]").Select(link => link.GetAttribute("data-view")));
    }

    [Fact]
    public void Before_the_first_snapshot_no_count_is_made_up() =>
        Assert.All(Rail(null, "mine").FindAll(".view-count"), count => Assert.Equal("", count.TextContent));

    [Fact]
    public void Breached_calls_for_attention_only_when_there_is_something()
    {
        Assert.True(Rail(Counts, "mine").Find("[data-view=breached]").HasAttribute("data-attention"));
        Assert.False(Rail(Counts with { Breached = 0 }, "mine").Find("[data-view=breached]").HasAttribute("data-attention"));
    }

    [Fact]
    public void Equal_counts_are_not_rendered_again()
    {
        var rail = Rail(Counts, "mine");
        rail.Render(p => p.Add(r => r.Counts, Counts with { }));
        Assert.Equal(1, rail.RenderCount);
        rail.Render(p => p.Add(r => r.Counts, Counts with { Mine = 2 }));
        Assert.Equal(2, rail.RenderCount);
    }

    [Fact]
    public void Each_view_has_a_key_of_its_own()
    {
        var keys = Rail(Counts, "mine").FindAll("[data-go]").Select(link => link.GetAttribute("data-go")).ToList();
        Assert.Equal(9, keys.Distinct(StringComparer.Ordinal).Count());
    }

    private IRenderedComponent<ViewsRail> Rail(InboxCounts? counts, string view) =>
        Render<ViewsRail>(p => p.Add(r => r.Counts, counts).Add(r => r.Address, InboxAddress.Parse(view, "due", 3)));
}
