using AgentConsole.Common;
using AgentConsole.Console.Conditions;
using AgentConsole.People;
using AgentConsole.Rules;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Priorities;

/// <summary>The levels and the rules that give them. Levels are saved together; each change of a rule holds at once, from the next message on.</summary>
public sealed partial class PrioritiesPage
{
    private IReadOnlyList<PriorityLevel> levels = [];
    private PriorityRuleBook rules = PriorityRuleBook.Empty;

    [Inject]
    public required TicketCatalog Catalog { get; init; }

    [Inject]
    public required PriorityRuleCatalog Rules { get; init; }

    [Inject]
    public required SlaCatalog Agreements { get; init; }

    [Inject]
    public required ConditionChoices Choices { get; init; }

    [Inject]
    public required AgentDirectory People { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<Resources.Shared> Shared { get; init; }

    protected override async Task OnInitializedAsync()
    {
        await Choices.LoadAsync(Gone);
        Show();
    }

    protected override Task OnLiveAsync()
    {
        var changed = FromOutside(() =>
        {
            Show();
            StateHasChanged();
        });
        Catalog.Changed += changed;
        Rules.Changed += changed;
        WhenGone(() =>
        {
            Catalog.Changed -= changed;
            Rules.Changed -= changed;
        });
        return Task.CompletedTask;
    }

    private void Show()
    {
        rules = Rules.Book;
        // Tags ring too; levels that are the same keep what is being written.
        if (!levels.SequenceEqual(Catalog.Priorities)) levels = Catalog.Priorities;
    }

    private async Task SaveLevelsAsync(LevelsWish wish)
    {
        if (await WhoMayAsync(Permissions.SettingsManage) is not { } who) return;
        var saved = await Catalog.SavePrioritiesAsync(wish.Before, wish.After, CancellationToken.None);
        if (!Say(saved, _ => Words["Priorities.Saved"])) return;
        // A level that no policy promises anything to would sink: it begins with another's promises.
        var fresh = saved.Value!.Where(level => wish.Before.All(old => old.Id != level.Id)).Zip(wish.Like).ToList();
        var policies = (await Agreements.FreshAsync(CancellationToken.None)).Policies.Select(policy => Promising(policy, fresh)).OfType<SlaPolicy>().ToList();
        if (policies.Count > 0) Say(await Agreements.SaveAsync(policies, [], Time.Instant(), People.Agent(who)?.Name ?? "", CancellationToken.None), _ => Words["Priorities.Saved"]);
        Show();
    }

    /// <summary>The policy's next version, with what new levels are promised; null where it promises nothing to the levels they are to be like.</summary>
    private static SlaPolicy? Promising(SlaPolicy policy, IReadOnlyList<(PriorityLevel Level, int Like)> fresh)
    {
        var promises = policy.Promises.ToDictionary();
        foreach (var (level, like) in fresh)
        {
            if (promises.TryGetValue(like, out var same)) promises[level.Id] = same;
        }

        return promises.Count == policy.Promises.Count ? null : policy with { Version = policy.Version + 1, Promises = promises };
    }

    private async Task EditAsync(PriorityRule? rule)
    {
        var parameters = new (string, object?)[] { (nameof(RuleDialog.Rule), rule) };
        if (await AskAsync<RuleDialog>(Words[rule is null ? "Rules.New" : "Rules.Edit"], parameters) is not PriorityRule wish) return;
        await SaveAsync(rule is null ? [.. rules.Rules, wish] : [.. rules.Rules.Select(old => old.Id == wish.Id ? wish : old)]);
    }

    private Task MoveAsync(int from, int by)
    {
        var order = rules.Rules.ToList();
        var rule = order[from];
        order.RemoveAt(from);
        order.Insert(Math.Clamp(from + by, 0, order.Count), rule);
        return SaveAsync(order);
    }

    private Task TurnAsync(PriorityRule rule) => SaveAsync([.. rules.Rules.Select(old => old.Id == rule.Id ? old with { IsActive = !old.IsActive } : old)]);

    private async Task DeleteAsync(PriorityRule rule)
    {
        if (await SureAsync(Words["Rules.Delete.Ask", rule.Name], Words["Rules.Delete"], Words["Rules.Delete"])) await SaveAsync([.. rules.Rules.Where(old => old.Id != rule.Id)]);
    }

    private async Task SaveAsync(IReadOnlyList<PriorityRule> wish)
    {
        if (await WhoMayAsync(Permissions.SettingsManage) is not { } who) return;
        // A rule whose level was retired since may stay as it is: it is passed over.
        var kept = rules.Rules.Select(rule => rule.PriorityId).ToHashSet();
        Say(await Rules.SaveAsync(rules.Version, wish, id => Catalog.HasPriority(id) || kept.Contains(id), Time.Instant(), People.Agent(who)?.Name ?? "", CancellationToken.None), _ => Words["Rules.Saved"]);
        Show();
    }
}
