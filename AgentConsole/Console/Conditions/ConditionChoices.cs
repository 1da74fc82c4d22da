using AgentConsole.Console.Controls;
using AgentConsole.People;
using AgentConsole.Resources;
using AgentConsole.Sites;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Conditions;

/// <summary>What a condition's values can be chosen from, and what they are called, as it is now and in the reader's language.</summary>
public sealed class ConditionChoices(
    IStringLocalizer<Shared> shared, IStringLocalizer<ConditionWords> words, TicketCatalog catalog, AgentDirectory people, SiteCatalog sites)
{
    private IReadOnlyList<Site> _sites = [];

    /// <summary>Reads what is not in memory; before it sites have no names.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken) => _sites = await sites.ListAsync(cancellationToken);

    public ConditionSentences Sentences => new(words, shared, new ConditionNames(
        id => catalog.Priorities.FirstOrDefault(level => level.Id == id) is { } level ? shared.Of(level) : null,
        id => people.Team(id)?.Name, id => people.Agent(id)?.Name, id => catalog.Tag(id)?.Name, id => _sites.FirstOrDefault(site => site.Id == id)?.Name));

    /// <summary>The values of a field whose values are chosen, with their names; '0' is none.</summary>
    public IReadOnlyList<(string Value, string Name)> Of(ConditionField field) => field switch
    {
        ConditionField.Priority => [.. catalog.Priorities.Where(level => !level.IsRetired).Select(level => ($"{level.Id}", shared.Of(level)))],
        ConditionField.Team => [None, .. people.Teams.Select(team => ($"{team.Id}", team.Name))],
        ConditionField.Assignee => [None, .. people.Agents.Select(agent => ($"{agent.Id}", agent.Name))],
        ConditionField.Site => [None, .. _sites.Select(site => ($"{site.Id}", site.Name))],
        ConditionField.Tags => [.. catalog.Tags.Select(tag => ($"{tag.Id}", tag.Name))],
        ConditionField.Status => [.. Enum.GetValues<TicketStatus>().Select(status => ($"{status}", shared.Of(status)))],
        ConditionField.Channel => [.. Enum.GetValues<TicketChannel>().Select(channel => ($"{channel}", shared.Of(channel)))],
        ConditionField.Tier => [.. Enum.GetValues<CustomerTier>().Select(tier => ($"{tier}", shared.Of(tier)))],
        _ => [],
    };

    private (string Value, string Name) None => ("0", words["None"]);
}
