using AgentConsole.Console.Visitors;
using AgentConsole.Sites.Visitors;
using AgentConsole.Tests.Console.Ticket;
using Bunit;

namespace AgentConsole.Tests.Console.Visitors;

/// <summary>A visitor's line: what pages say of themselves is text.</summary>
public sealed class VisitorRowTests : ScreenContext
{
    private static readonly SiteVisitor Visitor = new() { Id = 12, SiteId = 1, SiteName = "Shop", Page = "https://shop.example/", Title = "<img src=x onerror=alert(1)>", CameAt = Noon, PageAt = Noon };

    [Theory]
    [InlineData("https://shop.example/tents?size=2", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,<script>alert(1)</script>", false)]
    [InlineData("//evil.example", false)]
    [InlineData("https://shop.example/a-very-long-one…", false)]
    public void Only_a_whole_web_address_can_be_gone_to_and_it_learns_nothing_of_us(string page, bool isLink)
    {
        var row = Render<VisitorRow>(parameters => parameters.Add(one => one.Visitor, Visitor with { Page = page }));
        var links = row.FindAll("a.visitor-address");
        Assert.Equal(isLink ? 1 : 0, links.Count);
        if (isLink) Assert.Equal(("noopener noreferrer nofollow", page), (links[0].GetAttribute("rel"), links[0].GetAttribute("href")));
        Assert.Equal(page, row.Find(".visitor-address").TextContent);
        Assert.Empty(row.FindAll("img"));
        Assert.Equal("<img src=x onerror=alert(1)>", row.Find(".visitor-title").TextContent);
    }

    [Fact]
    public void Who_talks_is_opened_who_was_invited_is_left_alone_and_who_is_known_has_a_profile()
    {
        var row = Render<VisitorRow>(parameters => parameters.Add(one => one.Visitor, Visitor));
        Assert.Equal("Invite Visitor 12", row.Find(".visitor-act button").GetAttribute("aria-label"));
        row.Render(parameters => parameters.Add(one => one.Visitor, Visitor with { CustomerId = 3, Name = "Maja", TicketId = 44 }));
        Assert.Equal(("/customers/3", "/inbox/44"), (row.Find(".visitor-who a").GetAttribute("href"), row.Find(".visitor-act a").GetAttribute("href")));
        row.Render(parameters => parameters.Add(one => one.Visitor, Visitor with { Stage = InviteStage.Declined, InvitedBy = "Ana" }));
        Assert.Empty(row.FindAll("button"));
        Assert.Equal(("Declined", "Invited by Ana"), (row.Find(".visitor-act .badge").TextContent, row.Find(".visitor-act .badge").GetAttribute("title")));
    }
}
