using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Console.Conditions;
using AgentConsole.Console.Controls;
using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Sla;

/// <summary>One policy: edited, tried on the tickets there are, then put in force as the next version.</summary>
public sealed partial class PolicyPage
{
    private SlaBook book = default!;
    private SlaPolicy? began;
    private PolicyDraft? draft;
    private SlaPolicy? wish;
    private IReadOnlyList<SlaProblem> problems = [];
    private IReadOnlyList<PriorityLevel> levels = [];
    private bool isGone;
    private bool unchanged;
    private bool saving;

    /// <summary>Null for a new one.</summary>
    [Parameter]
    public int? Id { get; set; }

    [Inject]
    public required TicketCatalog Tickets { get; init; }

    [Inject]
    public required ConditionChoices Choices { get; init; }

    [Inject]
    public required Microsoft.Extensions.Localization.IStringLocalizer<Resources.Shared> Shared { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        // A form that stands before its circuit does would lose what is written into it meanwhile.
        if (!RendererInfo.IsInteractive || (began is not null && Id == began.Id)) return;
        await Choices.LoadAsync(Gone);
        await BeginAsync();
    }

    private async Task BeginAsync()
    {
        book = await Catalog.FreshAsync(Gone);
        levels = [.. Tickets.Priorities.Where(level => !level.IsRetired)];
        began = Id is { } id ? book.Policies.FirstOrDefault(policy => policy.Id == id) : await NewAsync();
        isGone = began is null;
        draft = began is null ? null : new PolicyDraft(began, levels.Select(level => level.Id));
        (wish, problems) = (null, []);
    }

    /// <summary>A new policy begins with what the default promises, and is asked before it.</summary>
    private async Task<SlaPolicy> NewAsync() => book.Policies[^1] with
    {
        Id = await Catalog.NextPolicyIdAsync(Gone),
        Version = 0,
        Name = Words["Policies.NewName"],
        IsDefault = false,
        Order = book.Policies.Where(policy => !policy.IsDefault).Select(policy => policy.Order + 1).DefaultIfEmpty().Max(),
    };

    private void Edit(Action change)
    {
        change();
        // What was tried was another edit.
        (wish, unchanged) = (null, false);
    }

    private static int ReadId(ChangeEventArgs e) => int.TryParse(e.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private Task ReviewAsync()
    {
        (wish, unchanged) = (null, false);
        var (policy, found) = draft!.ToPolicy(began!.Version + 1);
        problems = found;
        if (problems.Count > 0) return Task.CompletedTask;
        unchanged = Id is not null && SlaPolicy.SameContent(policy, new PolicyDraft(began, levels.Select(level => level.Id)).ToPolicy(policy.Version).Policy);
        if (!unchanged) wish = policy;
        return Task.CompletedTask;
    }

    private SlaBook BookWith(SlaPolicy policy) => SlaBook.Of(book.Policies.Where(other => other.Id != policy.Id).Append(policy), book.Calendars.Values);

    private async Task SaveAsync()
    {
        if (wish is not { } policy || saving) return;
        saving = true;
        var outcome = await StoreAsync([policy], []);
        saving = false;
        if (outcome is null || !SaySaved(outcome, Words["Policies.Saved", policy.Name, policy.Version])) return;
        (Id, began) = (policy.Id, null);
        await BeginAsync();
        Address.NavigateTo($"/settings/policies/{policy.Id}", replace: true);
    }

    /// <summary>Where a problem is, in the words of the form; nothing where its sentence says it.</summary>
    private string PlaceOf(SlaProblem problem)
    {
        if (problem.Where.StartsWith("escalations[", StringComparison.Ordinal) && int.TryParse(problem.Where[12..^1], CultureInfo.InvariantCulture, out var step))
            return Words["Escalation.Step.Place", step + 1];
        if (problem.Where.Split('.') is not ["promises", var priority, .. var rest] || !int.TryParse(priority, CultureInfo.InvariantCulture, out var id)) return "";
        var level = Shared.Of(Tickets.Priority(id));
        return rest is [var name] && Enum.TryParse<SlaTarget>(name, out var target) ? $"{Shared.Of(target)}, {level}:" : $"{level}:";
    }
}
