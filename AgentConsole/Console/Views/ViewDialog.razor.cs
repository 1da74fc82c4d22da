using AgentConsole.Common;
using AgentConsole.Console.Conditions;
using AgentConsole.Console.Ticket;
using AgentConsole.People;
using AgentConsole.Resources;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Views;

/// <summary>Where a view is made and changed. It says how many tickets match, as they are now and as the condition is being built.</summary>
public sealed partial class ViewDialog
{
    private ViewForm form = default!;
    private InboxWatch? watch;
    private int? matches;
    private string? unsound;
    private string? refused;
    private bool saving;
    private bool sure;

    [Parameter, EditorRequired]
    public required SavedView View { get; set; }

    [Parameter, EditorRequired]
    public required AgentInfo Me { get; set; }

    /// <summary>True where they may make views of teams and of everybody.</summary>
    [Parameter]
    public bool MayShare { get; set; }

    [Parameter, EditorRequired]
    public required Func<SavedView, Task<Outcome<SavedView>>> Save { get; set; }

    [Parameter, EditorRequired]
    public required Func<SavedView, Task> Delete { get; set; }

    [Parameter]
    public EventCallback<SavedView> OnSaved { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    public required InboxFeed Feed { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required ConditionChoices Choices { get; init; }

    [Inject]
    public required RowTelling Rows { get; init; }

    [Inject]
    public required TicketTerms Terms { get; init; }

    [Inject]
    public required IStringLocalizer<InboxWords> Words { get; init; }

    [Inject]
    public required IStringLocalizer<ConditionWords> Conditions { get; init; }

    private IEnumerable<string> Columns =>
        ViewColumns.All.Concat(Choices.Fields.Select(own => ViewColumns.OfField(own.Id))).Union(form.Columns, StringComparer.Ordinal);

    private string Told => (unsound, matches) switch
    {
        ({ } why, _) => why,
        (_, null) => Words["Saved.Matches.Counting"],
        (_, 0) => Words["Saved.Matches.None"],
        (_, 1) => Words["Saved.Matches.One"],
        _ => Words["Saved.Matches.Many", matches],
    };

    protected override async Task OnInitializedAsync()
    {
        form = new ViewForm(View);
        await Choices.LoadAsync(Gone);
    }

    protected override Task OnLiveAsync()
    {
        watch = Keep(Feed.Watch(Query(), 0, 1));
        Follow(watch.NextAsync, update =>
        {
            matches = update.Window.Total;
            StateHasChanged();
        });
        return Task.CompletedTask;
    }

    /// <summary>The condition was changed: counts what it matches now, or says why nothing can.</summary>
    private void Ask()
    {
        unsound = ViewRules.Problems(form.Condition) is [var first, ..] ? Say(first.What) : null;
        if (unsound is not null || watch is null) return;
        var query = Query();
        if (query.Filter!.Equals(watch.Query.Filter)) return;
        matches = null;
        watch.Change(query);
    }

    private InboxQuery Query() => new(InboxView.AllOpen, InboxOrder.PriorityThenDue, Me.Id, Me.TeamIds, ViewFilter.Of(form.Condition, Me.Id, Me.TeamIds));

    private async Task SaveAsync()
    {
        if (saving) return;
        saving = true;
        try
        {
            var outcome = await Save(form.Wish(Me.Id));
            refused = outcome.Refusal is { } refusal ? Say(refusal) : null;
            if (outcome.Succeeded) await OnSaved.InvokeAsync(outcome.Value);
        }
        finally
        {
            saving = false;
        }
    }

    private Task DeleteAsync()
    {
        if (sure) return Delete(View);
        sure = true;
        return Task.CompletedTask;
    }

    private string Say(Refusal refusal) =>
        Conditions[$"Refusal.{refusal.Code}", refusal.Arguments] is { ResourceNotFound: false } known ? known : Terms.Of(refusal);
}
