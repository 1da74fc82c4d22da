using AgentConsole.Console.Wall;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tests.Console.Ticket;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Wall;
using Bunit;

namespace AgentConsole.Tests.Console.Wall;

public sealed class WallTests : ScreenContext
{
    private static readonly WallFigures Busy = new(
        [new WallPriority(PriorityLevel.UrgentId, 2), new WallPriority(PriorityLevel.NormalId, 8)], 4, Noon.AddMinutes(-12), 3, 1,
        [new WallDue(9, "<b>Late</b>", PriorityLevel.UrgentId, Noon.AddMinutes(3), Noon.AddMinutes(1), SlaState.OnTrack)],
        new Dictionary<long, int> { [7] = 6 },
        [new WallChats(2, 1, 2, Noon.AddMinutes(-4)), new WallChats(1, 4, 1, Noon.AddMinutes(-5)), new WallChats(0, 1, 0, null)], [.. Enumerable.Range(0, 24).Select(hour => new WallHour(hour, hour == 9 ? 7 : 0, hour == 10 ? 4 : 0))],
        [new WallCompliance(1, SlaTarget.FirstResponse, 199, 1, 1000, 500), new WallCompliance(1, SlaTarget.FirstResolution, 0, 0, 3, 0)],
        new WallForecast(2, 5, 4, 24, new ForecastCheck(3, 4)));

    private static readonly WallFigures Quiet = new([], 0, null, 0, 0, [], new Dictionary<long, int>(), [], [.. Enumerable.Range(0, 24).Select(hour => new WallHour(hour, 0, 0))], [], WallForecast.None);

    [Fact]
    public void The_big_figures_are_said_with_their_words()
    {
        var wall = Show(Busy);
        Assert.Equal(
            [("Waiting now", "4"), ("At risk", "3"), ("Breached", "1"), ("Will breach in 1 h", "2"), ("Chats in progress", "6")],
            wall.FindAll(".wall-figure").Select(tile => (tile.QuerySelector("h2")!.TextContent, tile.QuerySelector(".wall-value")!.TextContent)));
    }

    [Fact]
    public void The_longest_wait_ticks_in_the_browser()
    {
        var clock = Show(Busy).Find("[data-area=waiting] time");
        Assert.Equal(Unix(Noon.AddMinutes(-12)), clock.GetAttribute("data-since"));
        Assert.Equal("12:00", clock.TextContent);
        Assert.Contains("Nobody waits", Show(Quiet).Find("[data-area=waiting]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Chats_are_counted_by_team_with_who_waits_for_an_agent_and_the_longest_wait_of_all()
    {
        var tile = Show(Busy).Find("[data-area=chats]");
        Assert.Equal(["<i>Billing 1 2 waiting", "Orders 4 1 waiting", "No team 1"], tile.QuerySelectorAll("li").Select(Words));
        Assert.StartsWith("3 waiting", Words(tile.QuerySelector(".wall-note")!), StringComparison.Ordinal);
        Assert.Equal(Unix(Noon.AddMinutes(-5)), tile.QuerySelector("time")!.GetAttribute("data-since"));
        Assert.Contains("Nobody waits", Show(Quiet).Find("[data-area=chats]").TextContent, StringComparison.Ordinal);
        // What does not fit is counted together.
        var many = Busy with { Chats = [.. Enumerable.Range(1, WallChatsTile.Shown + 2).Select(team => new WallChats(team, 10, 1, Noon))] };
        var lines = Show(many).FindAll("[data-area=chats] li");
        Assert.Equal((WallChatsTile.Shown, "Others 30 3 waiting"), (lines.Count, Words(lines[^1])));
    }

    [Fact]
    public void What_the_room_should_act_on_raises_an_alarm_and_zero_does_not()
    {
        Assert.Equal(["risk", "breached", "forecast"], Show(Busy).FindAll("[data-alarm]").Select(tile => tile.GetAttribute("data-area")));
        Assert.Empty(Show(Quiet).FindAll("[data-alarm]"));
    }

    [Fact]
    public void Every_priority_has_its_bar_those_without_tickets_too()
    {
        var bars = Show(Busy).FindAll(".wall-bars li");
        Assert.Equal(["Urgent", "High", "Normal", "Low"], bars.Select(bar => bar.QuerySelector(".wall-bar-word")!.TextContent));
        Assert.Equal(["2", "0", "8", "0"], bars.Select(bar => bar.QuerySelector(".wall-bar-count")!.TextContent));
        Assert.Equal(["25%", "0%", "100%", "0%"], bars.Select(bar => bar.QuerySelector(".wall-bar > span")!.GetAttribute("style")!.Split(':')[1]));
    }

    [Fact]
    public void The_next_to_breach_count_down_and_are_text()
    {
        var next = Show(Busy).Find("[data-area=next] li");
        Assert.Equal("<b>Late</b>", next.QuerySelector(".wall-due-subject")!.TextContent);
        Assert.Equal(Unix(Noon.AddMinutes(3)), next.QuerySelector(".countdown")!.GetAttribute("data-due"));
        // It looks at risk from its instant on, in the browser, whether or not anything is pushed.
        Assert.Equal(Unix(Noon.AddMinutes(1)), next.QuerySelector(".countdown")!.GetAttribute("data-risk"));
        Assert.Contains("Urgent", next.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing is due", Show(Quiet).Find("[data-area=next]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_share_of_kept_promises_is_never_rounded_up_and_nothing_decided_is_no_share()
    {
        var lines = Show(Busy).FindAll("[data-area=promises] tbody tr").Select(line => line.Children.Select(cell => cell.TextContent.Trim())).ToList();
        Assert.Equal(["First response", "99% 199/200", "66% 1000/1500"], lines[0]);
        Assert.Equal(["Resolution", "–", "100% 3/3"], lines[1]);
        Assert.Contains("Nothing was promised", Show(Quiet).Find("[data-area=promises]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Policies_are_named_where_there_are_several()
    {
        var two = Busy with { Compliance = [.. Busy.Compliance, new WallCompliance(2, SlaTarget.FirstResponse, 1, 0, 1, 0)] };
        Assert.Equal(["Standard", "Standard", "Gold"], Show(two).FindAll("[data-area=promises] .wall-policy").Select(name => name.TextContent));
        Assert.Empty(Show(Busy).FindAll("[data-area=promises] .wall-policy"));
    }

    [Fact]
    public void A_forecast_says_what_it_is_made_of_and_how_good_it_was()
    {
        Assert.Equal(["of 5 due; 4 online", "an hour ago: 3 expected, 4 came"], Show(Busy).FindAll("[data-area=forecast] .wall-note span").Select(note => note.TextContent));
        Assert.Contains("checked in an hour", Show(Quiet).Find("[data-area=forecast]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_has_a_table_that_says_the_same()
    {
        var chart = Show(Busy).Find("[data-area=chart]");
        Assert.Contains("Arrived 7", chart.TextContent, StringComparison.Ordinal);
        Assert.Contains("Resolved 4", chart.TextContent, StringComparison.Ordinal);
        var rows = chart.QuerySelectorAll("tbody tr");
        Assert.Equal(24, rows.Length);
        Assert.Equal(["09:00", "7", "0"], rows[9].Children.Select(cell => cell.TextContent));
        Assert.Equal("true", chart.QuerySelector(".wall-chart")!.GetAttribute("aria-hidden"));
    }

    [Theory]
    [InlineData(LiveState.Live, "live", "Live")]
    [InlineData(LiveState.CatchingUp, "catching-up", "Catching up")]
    [InlineData(LiveState.Stale, "stale", "Stale")]
    public void How_fresh_it_is_is_said_in_words(LiveState state, string look, string word)
    {
        var mark = Render<FreshMark>(p => p.Add(m => m.State, state).Add(m => m.UpdatedAt, Noon));
        Assert.Equal(look, mark.Find(".fresh").GetAttribute("data-live"));
        Assert.Equal(word, mark.Find(".fresh-known").TextContent.Trim());
        Assert.Equal(Unix(Noon), mark.Find(".fresh-age time").GetAttribute("data-since"));
    }

    [Fact]
    public void The_word_for_a_lost_connection_is_there_for_the_browser_to_show() =>
        Assert.Equal("Stale", Render<FreshMark>(p => p.Add(m => m.State, LiveState.Live).Add(m => m.UpdatedAt, Noon)).Find(".fresh-lost").TextContent.Trim());

    [Fact]
    public void Agents_who_are_here_stand_first_and_of_them_the_busiest()
    {
        AgentInfo[] agents = [.. "ABCD".Select((name, i) => new AgentInfo(i, name.ToString(), "", AgentRole.Agent, [], "en"))];
        var line = WallView.Line(agents, id => id switch { 0 => Presence.Offline, 1 => Presence.Away, _ => Presence.Online }, new Dictionary<long, int> { [0] = 9, [3] = 2 });
        Assert.Equal(["D", "C", "B", "A"], line.Select(agent => agent.Name));
        Assert.Equal([2, 0, 0, 9], line.Select(agent => agent.Open));
    }

    [Fact]
    public void More_agents_than_fit_are_counted()
    {
        WallAgent[] agents = [.. Enumerable.Range(0, WallAgents.Shown + 3).Select(i => new WallAgent(i, $"Agent {i}", Presence.Online, 1))];
        var tile = Render<WallAgents>(p => p.Add(t => t.Agents, agents));
        Assert.Equal(WallAgents.Shown, tile.FindAll("li").Count);
        Assert.Contains("and others: 3", tile.Markup, StringComparison.Ordinal);
        Assert.Contains("13 Online", tile.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_screen_opened_by_a_link_leads_nowhere_else()
    {
        Assert.Empty(Show(Busy).FindAll("a"));
        var supervisor = Render<WallBoard>(p => p.Add(b => b.View, View(Busy)).Add(b => b.IsAccount, true).Add(b => b.MayManageLinks, true));
        Assert.Equal(["/inbox", "/wall/links"], supervisor.FindAll("a").Select(link => link.GetAttribute("href")));
    }

    private static string Words(AngleSharp.Dom.IElement element) => string.Join(' ', element.Children.Select(part => part.TextContent.Trim()));

    private IRenderedComponent<WallBoard> Show(WallFigures figures) => Render<WallBoard>(p => p.Add(b => b.View, View(figures)));

    private static WallView View(WallFigures figures) =>
        new(LiveState.Live, Noon, figures, Names.Priorities, [new WallAgent(7, "Ana", Presence.Online, 6), new WallAgent(8, "Bor", Presence.Offline, 0)],
            new Dictionary<int, string> { [1] = "Standard", [2] = "Gold" })
        {
            Teams = new Dictionary<long, string> { [1] = "Orders", [2] = "<i>Billing" },
        };
}
