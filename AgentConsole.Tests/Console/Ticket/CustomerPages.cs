using AgentConsole.Console.Ticket;
using AgentConsole.People;
using AgentConsole.Tests.Journeys;
using AgentConsole.Tests.Support;
using Bunit;

namespace AgentConsole.Tests.Console.Ticket;

/// <summary>The page that a customer is on, as the agent sees it: what it is called and where it is.</summary>
public sealed class CustomerPages : ScreenContext
{
    private static readonly Customer Visitor = new() { Id = 3, Name = "Maja", CreatedAt = Noon };

    [Fact]
    public void What_the_page_calls_itself_stands_beside_its_address()
    {
        Assert.Equal(["Tents", "https://shop.example/tents"], Shown(new PageSignal("https://shop.example/tents", "Tents")));
        Assert.Equal(["https://shop.example/tents"], Shown(new PageSignal("https://shop.example/tents")));
    }

    [SampleFact(HostileTexts.Cases)]
    public void No_title_is_anything_but_words()
    {
        foreach (var title in HostileTexts.Payloads())
        {
            // A parser of markup knows one end of a line.
            Assert.Equal([title.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), "https://shop.example/"], Shown(new PageSignal("https://shop.example/", title)));
        }
    }

    /// <summary>The words of the place's parts, in which there is nothing but words.</summary>
    private List<string> Shown(PageSignal page)
    {
        using var card = Render<CustomerCard>(with => with.Add(c => c.Customer, Visitor).Add(c => c.Page, page));
        var place = card.Find(".customer-page");
        Assert.Equal(place.Children.Length, place.QuerySelectorAll("*").Length);
        Assert.All(place.Children, part => Assert.Equal("span", part.LocalName));
        return [.. place.Children.Select(part => part.TextContent)];
    }
}
