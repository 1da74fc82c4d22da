using AgentConsole.Console.Ticket;
using AgentConsole.Sla;
using AgentConsole.Tests.Sla;
using AgentConsole.Tickets;
using Bunit;

namespace AgentConsole.Tests.Console.Ticket;

/// <summary>One press on a countdown answers why.</summary>
public sealed class SlaLinesTests : ScreenContext
{
    private static readonly SlaPolicy Policy = Some.Policy(Some.Promise(SlaTarget.FirstResponse, 1), Some.Promise(SlaTarget.FirstResolution, 8, warnHours: 1));

    private readonly AgentConsole.Tickets.Ticket _ticket = Judged(Some.Ticket(Noon.AddHours(-2)).Answered(Noon.AddMinutes(-90)));

    [Fact]
    public void A_press_on_a_countdown_answers_in_a_sentence_and_a_drawn_line_and_another_closes_it()
    {
        var lines = Show(_ticket);
        var countdown = lines.FindAll(".sla-line").Single(line => line.TextContent.Contains("Resolution", StringComparison.Ordinal));
        Assert.Equal("false", countdown.GetAttribute("aria-expanded"));
        countdown.Click();

        Assert.Equal("true", lines.Find(".sla-line[aria-controls]").GetAttribute("aria-expanded"));
        var panel = lines.Find(".why-panel");
        Assert.Equal(panel.Id, lines.Find(".sla-line[aria-controls]").GetAttribute("aria-controls"));
        // Ten o'clock and eight hours of a day that ends at five: an hour of the next.
        Assert.Contains("5 March 10:00", Plain(panel.QuerySelector(".why-sentence")!.TextContent), StringComparison.Ordinal);
        Assert.Contains("8 h of business time", Plain(panel.QuerySelector(".why-sentence")!.TextContent), StringComparison.Ordinal);
        Assert.Equal(["start", "now", "risk", "due"], panel.QuerySelectorAll("figcaption [data-mark]").Select(mark => mark.GetAttribute("data-mark")));
        Assert.Contains(panel.QuerySelectorAll("rect"), bar => bar.ClassName == "used");

        lines.Find(".why-close").Click();
        Assert.Empty(lines.FindAll(".why-panel"));
    }

    [Fact]
    public void An_open_answer_follows_its_ticket()
    {
        var lines = Show(_ticket);
        lines.Find(".sla-line").Click();
        Assert.Contains("is due", lines.Find(".why-sentence").TextContent, StringComparison.Ordinal);

        var waiting = Judged(_ticket.Turned(TicketStatus.Pending, Noon));
        lines.Render(parameters => parameters.Add(p => p.Ticket, waiting));
        Assert.Contains("has waited since", lines.Find(".why-sentence").TextContent, StringComparison.Ordinal);
        Assert.Contains("6 h left", Plain(lines.Find(".why-sentence").TextContent), StringComparison.Ordinal);
    }

    private static AgentConsole.Tickets.Ticket Judged(AgentConsole.Tickets.Ticket ticket) => ticket with { Sla = SlaEngine.Judge(Policy, Some.Calendar(), ticket, Noon) };

    /// <summary>Without the marks that keep directions apart.</summary>
    private static string Plain(string text) => text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);

    private IRenderedComponent<SlaLines> Show(AgentConsole.Tickets.Ticket ticket) => Render<SlaLines>(parameters => parameters
        .Add(p => p.Ticket, ticket)
        .Add(p => p.Names, Names)
        .Add(p => p.Explain, asked => new(asked.Sla.Targets.Select(target => SlaExplanation.Of(Policy, Some.Calendar(), asked, target, Noon)!).ToList())));
}
