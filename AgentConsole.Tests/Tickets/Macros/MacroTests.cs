using AgentConsole.Tickets;
using AgentConsole.Tickets.Macros;

namespace AgentConsole.Tests.Tickets.Macros;

public sealed class MacroTests
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana Kovač");
    private static readonly MacroFacts Facts = new("Maja {{agent.name}} Novak", "Ana Kovač", 42, "Late parcel", "Tern");

    [Theory]
    [InlineData("Dear {{customer.name}}", "Dear Maja {{agent.name}} Novak")]
    [InlineData("Hi {{ customer.first_name }}!", "Hi Maja!")]
    [InlineData("{{AGENT.FIRST_NAME}}, {{company}}", "Ana, Tern")]
    [InlineData("#{{ticket.number}} {{ticket.subject}}", "#42 Late parcel")]
    [InlineData("{{nobody}} {company} {{}}", "{{nobody}} {company} {{}}")]
    public void Placeholders_are_filled_once_and_what_is_unknown_stays(string text, string written) => Assert.Equal(written, MacroText.Fill(text, Facts));

    [Fact]
    public void It_does_what_is_not_so_already_tags_first_and_the_status_last()
    {
        var ticket = Ticket() with { TagIds = [1, 2], PriorityId = PriorityLevel.HighId };
        var macro = Does() with { AddTagIds = [2, 3], RemoveTagIds = [1, 9], PriorityId = PriorityLevel.HighId, TeamId = 4, TakesTicket = true, Status = TicketStatus.Resolved };

        Assert.Equal(
            [typeof(ChangeTags), typeof(AssignTeam), typeof(Assign), typeof(ChangeStatus)],
            macro.On(ticket, Ana).Select(command => command.GetType()));
        var tags = (ChangeTags)macro.On(ticket, Ana)[0];
        Assert.Equal([3L], tags.Add);
        Assert.Equal([1L], tags.Remove);
        Assert.Empty(macro.On(ticket with { TagIds = [2, 3], TeamId = 4, AssigneeId = 7, Status = TicketStatus.Resolved }, Ana));
    }

    [Theory]
    [InlineData(MacroScope.All, 0, true)]
    [InlineData(MacroScope.Team, 3, true)]
    [InlineData(MacroScope.Team, 4, false)]
    [InlineData(MacroScope.Personal, 7, true)]
    [InlineData(MacroScope.Personal, 8, false)]
    public void It_is_found_by_those_it_is_for(MacroScope scope, long id, bool isFound) =>
        Assert.Equal(isFound, (Does() with { Scope = scope, ScopeId = id }).IsFor(7, [1, 3]));

    [Theory]
    [InlineData("macro.name")]
    [InlineData("macro.does_nothing")]
    [InlineData("macro.placeholder_unknown")]
    [InlineData("macro.status")]
    [InlineData("macro.tag_both_ways")]
    [InlineData("macro.too_many_tags")]
    [InlineData("message.too_long")]
    [InlineData("message.not_text")]
    public void What_is_wrong_with_it_is_told(string code)
    {
        var wrong = code switch
        {
            "macro.name" => Does() with { Name = " " },
            "macro.does_nothing" => new Macro { Name = "Nothing", Text = " " },
            "macro.placeholder_unknown" => Does() with { Text = "Dear {{custmer.name}}" },
            "macro.status" => Does() with { Status = TicketStatus.Closed },
            "macro.tag_both_ways" => Does() with { AddTagIds = [1], RemoveTagIds = [1] },
            "macro.too_many_tags" => Does() with { AddTagIds = [.. Enumerable.Range(1, 21).Select(id => (long)id)] },
            "message.too_long" => Does() with { Text = new string('a', Message.MaxLength + 1) },
            _ => Does() with { Text = "\ud800" },
        };

        Assert.Equal([code], MacroRules.Problems(wrong).Select(problem => problem.Code));
        Assert.Empty(MacroRules.Problems(Does()));
    }

    private static Macro Does() => new() { Name = "Done", Status = TicketStatus.Resolved };

    private static Ticket Ticket() => new() { Id = 1, Subject = "?", CustomerId = 1, Status = TicketStatus.Open };
}
