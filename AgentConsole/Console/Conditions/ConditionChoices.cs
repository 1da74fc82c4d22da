using System.Globalization;
using AgentConsole.Console.Controls;
using AgentConsole.People;
using AgentConsole.Resources;
using AgentConsole.Sites;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Life;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Conditions;

/// <summary>What a condition's values can be chosen from, and what they are called, as it is now and in the reader's language.</summary>
public sealed class ConditionChoices(
    IStringLocalizer<Shared> shared, IStringLocalizer<ConditionWords> words, TicketCatalog catalog, AgentDirectory people, SiteCatalog sites, FieldCatalog fields, LifeCatalog life)
{
    private IReadOnlyList<Site> _sites = [];

    /// <summary>Reads what is not in memory; before it sites have no names.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken) => _sites = await sites.ListAsync(cancellationToken);

    public ConditionSentences Sentences => new(words, shared, new ConditionNames(
        id => catalog.Priorities.FirstOrDefault(level => level.Id == id) is { } level ? shared.Of(level) : null,
        id => people.Team(id)?.Name, id => people.Agent(id)?.Name, id => catalog.Tag(id)?.Name, id => _sites.FirstOrDefault(site => site.Id == id)?.Name)
    { Field = fields.Field, Status = id => life.Statuses.FirstOrDefault(status => status.Id == id)?.For(CultureInfo.CurrentUICulture) });

    /// <summary>The company's own fields that can be asked about.</summary>
    public IReadOnlyList<TicketField> Fields => fields.Active;

    /// <summary>What a condition calls a field of the company's own.</summary>
    public static ConditionField FieldOf(FieldKind kind) => kind switch
    {
        FieldKind.Number => ConditionField.CustomNumber,
        FieldKind.YesNo => ConditionField.CustomFlag,
        FieldKind.Choice => ConditionField.CustomChoice,
        FieldKind.Date => ConditionField.CustomDate,
        _ => ConditionField.CustomText,
    };

    /// <summary>The values a test can choose from. Only a view has somebody who looks, and none of what is closed.</summary>
    public IReadOnlyList<(string Value, string Name)> Of(DraftTest test, ConditionUse use) => (test.Field, use) switch
    {
        (ConditionField.CustomChoice, _) => [None, .. (fields.Field(test.FieldId ?? 0)?.Choices ?? []).Select(choice => ($"{choice.Id}", choice.Name))],
        (ConditionField.Assignee, ConditionUse.View) => [(FieldTest.Me, words["Me"]), .. Of(test.Field)],
        (ConditionField.Team, ConditionUse.View) => [(FieldTest.MyTeams, words["MyTeams"]), .. Of(test.Field)],
        (ConditionField.Status, ConditionUse.View) => [.. Of(test.Field).Where(choice => choice.Value is not (nameof(TicketStatus.Closed) or nameof(TicketStatus.Spam)))],
        _ => Of(test.Field),
    };

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
        ConditionField.OwnStatus => [None, .. life.Statuses.Where(status => !status.IsRetired).Select(status => ($"{status.Id}", status.For(CultureInfo.CurrentUICulture)))],
        ConditionField.SlaState => [.. Enum.GetValues<SlaState>().Where(state => state <= SlaState.Paused).Select(state => ($"{state}", shared.Of(state)))],
        ConditionField.Tier => [.. Enum.GetValues<CustomerTier>().Select(tier => ($"{tier}", shared.Of(tier)))],
        _ => [],
    };

    private (string Value, string Name) None => ("0", words["None"]);
}
