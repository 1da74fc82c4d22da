using AgentConsole.Data;
using Mono.Cecil;

namespace AgentConsole.Tests.Architecture;

public sealed class FolderOrder
{
    private static readonly Lazy<IReadOnlyList<string>> PlantedProblems = new(() =>
    {
        using var module = ModuleDefinition.ReadModule(typeof(FolderOrder).Assembly.Location);
        return new FolderRules("AgentConsole.Tests.Architecture.Planted").Check(module);
    });

    [Fact]
    public void Every_folder_keeps_to_its_place_in_the_table()
    {
        using var module = ModuleDefinition.ReadModule(typeof(DeskDb).Assembly.Location);

        var problems = new FolderRules("AgentConsole").Check(module);

        if (problems.Count > 0) Assert.Fail(string.Join('\n', problems));
    }

    [Theory]
    [InlineData("Live.InAField (level 1) imports Tickets.Ticket (level 2)")]
    [InlineData("Live.InAnAsyncBody (level 1) imports Tickets.Ticket (level 2)")]
    [InlineData("Live.InAClosure (level 1) imports Tickets.Ticket (level 2)")]
    [InlineData("Live.InAGenericArgument (level 1) imports Tickets.Ticket (level 2)")]
    [InlineData("Live.InAnAttribute (level 1) imports Tickets.MarkAttribute (level 2)")]
    [InlineData("Channels.Door imports Console.Screen, and folders of level 5 never import each other")]
    [InlineData("Sla.WithAClock touches System.TimeProvider, and Sla stays free of System.TimeProvider")]
    [InlineData("Sla.WithALog touches Microsoft.Extensions.Logging.ILogger, and Sla stays free of Microsoft.Extensions.Logging")]
    [InlineData("People.Person touches Knowledge.Article, and People stays free of Knowledge")]
    [InlineData("Console.Screen writes Tickets.Ticket (AddAsync), and only Desk writes tickets")]
    [InlineData("Console.Screen writes Tickets.Ticket (ExecuteDeleteAsync), and only Desk writes tickets")]
    [InlineData("the folder Helpers is not in the table")]
    public void A_planted_violation_is_found(string problem) => Assert.Contains(problem, PlantedProblems.Value);

    [Fact]
    public void Two_folders_that_import_each_other_are_found() =>
        Assert.Contains(PlantedProblems.Value, problem => problem.StartsWith("Knowledge and People import each other:", StringComparison.Ordinal));

    [Theory]
    [InlineData("Tickets.Sound")]
    [InlineData("Sla.SlaCatalog")]
    [InlineData("Desk.Writer")]
    public void What_keeps_the_rules_is_not_accused(string type) =>
        Assert.DoesNotContain(PlantedProblems.Value, problem => problem.StartsWith(type, StringComparison.Ordinal));
}
