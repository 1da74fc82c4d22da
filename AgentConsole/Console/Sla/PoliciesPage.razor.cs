using AgentConsole.Common;
using AgentConsole.Console.Conditions;
using AgentConsole.Console.Controls;
using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Sla;

/// <summary>The policies in the order in which they are asked. Moving one changes nothing until it is put in force.</summary>
public sealed partial class PoliciesPage
{
    private List<SlaPolicy> order = [];
    private int dragged;
    private int over;
    private bool isReviewed;
    private IReadOnlyList<SlaPolicy> retired = [];

    [Inject]
    public required ConditionChoices Choices { get; init; }

    [Inject]
    public required TicketCatalog Tickets { get; init; }

    [Inject]
    public required IStringLocalizer<Resources.Shared> Shared { get; init; }

    private SlaBook Book { get; set; } = default!;

    private int Movable => order.Count(policy => !policy.IsDefault);

    private bool HasMoved => !order.Select(policy => policy.Id).SequenceEqual(Book.Policies.Select(policy => policy.Id));

    private string OrderKey => string.Join(',', order.Select(policy => policy.Id));

    protected override async Task OnInitializedAsync()
    {
        await Choices.LoadAsync(Gone);
        await ReadAsync();
    }

    protected override Task OnLiveAsync()
    {
        var changed = FromOutside(() => _ = ReadAgainAsync());
        Catalog.Changed += changed;
        WhenGone(() => Catalog.Changed -= changed);
        return Task.CompletedTask;
    }

    private async Task ReadAgainAsync()
    {
        try
        {
            await ReadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    /// <summary>Each target's amounts, the highest level's first.</summary>
    private IEnumerable<(SlaTarget Target, string Amounts)> PromisesOf(SlaPolicy policy) =>
        from target in Enum.GetValues<SlaTarget>()
        let promises = Tickets.Priorities.Where(level => !level.IsRetired).Select(level => policy.PromiseOf(target, level.Id)).ToList()
        where promises.Exists(promise => promise is not null)
        select (target, string.Join(" · ", promises.Select(promise => promise is null ? "–" : Amounts.Write(promise.Amount))));

    private void Show() => (order, isReviewed) = ([.. Book.Policies], false);

    private void Move(SlaPolicy policy, int by)
    {
        var from = order.IndexOf(policy);
        var to = from + by;
        if (policy.IsDefault || to < 0 || to >= Movable) return;
        order.RemoveAt(from);
        order.Insert(to, policy);
    }

    private void Drop(SlaPolicy onto)
    {
        var moved = order.Find(policy => policy.Id == dragged);
        (dragged, over) = (0, 0);
        // The default is asked last, whatever is dropped on it or dragged from it.
        if (moved is null or { IsDefault: true } || moved.Id == onto.Id) return;
        var to = Math.Min(order.IndexOf(onto), Movable - 1);
        order.Remove(moved);
        order.Insert(to, moved);
    }

    /// <summary>The policies whose place is another, as their next versions.</summary>
    private List<SlaPolicy> Moved() =>
        [.. order.Select((policy, place) => (Policy: policy, Place: place)).Where(at => !at.Policy.IsDefault && at.Policy.Order != at.Place)
            .Select(at => at.Policy with { Order = at.Place, Version = at.Policy.Version + 1 })];

    private SlaBook Reordered()
    {
        var moved = Moved();
        return SlaBook.Of(Book.Policies.Where(policy => moved.TrueForAll(other => other.Id != policy.Id)).Concat(moved), Book.Calendars.Values);
    }

    private async Task SaveOrderAsync() => await SaveAsync(Moved(), Words["Policies.OrderSaved"]);

    private async Task RetireAsync(SlaPolicy policy)
    {
        if (!await SureAsync(Words["Policies.Retire.Ask", policy.Name], Words["Policies.Retire"], Words["Policies.Retire"])) return;
        await SaveAsync([policy with { IsRetired = true, Version = policy.Version + 1 }], Words["Policies.Retired", policy.Name]);
    }

    /// <summary>It is asked last, before the default: what others judge now they judge still.</summary>
    private Task ReturnAsync(SlaPolicy policy) => SaveAsync(
        [policy with { IsRetired = false, Version = policy.Version + 1, Order = Book.Policies.Where(other => !other.IsDefault).Select(other => other.Order + 1).DefaultIfEmpty().Max() }],
        Words["Policies.Returned", policy.Name]);

    private async Task SaveAsync(IReadOnlyList<SlaPolicy> policies, string done)
    {
        if (await StoreAsync(policies, []) is not { } outcome) return;
        SaySaved(outcome, done);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        Book = await Catalog.FreshAsync(Gone);
        retired = await Catalog.RetiredPoliciesAsync(Gone);
        Show();
    }
}
