using AgentConsole.Common;
using AgentConsole.Console.Views;
using AgentConsole.People;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Views;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Inbox;

// Saved views: those the agent has, the one that is shown, and the dialog that makes and changes them.
public sealed partial class InboxPage
{
    private static readonly Condition Nothing = new AnyOf([]);

    private IReadOnlyList<SavedView> views = [];
    private IReadOnlyList<int?> counted = [];
    private (long? Id, SavedView? View) asked;
    private SavedView? saved;
    private SavedView? editing;
    private ViewWords? savedWords;
    private bool mayShare;

    [Inject]
    public required ViewCatalog Saved { get; init; }

    [Inject]
    public required RowTelling Rows { get; init; }

    private string Title => savedWords?.Name ?? Words[$"View.{address.View}"];

    private InboxOrder UsualOrder(long id) => Saved.View(id)?.Order ?? InboxOrder.PriorityThenDue;

    /// <summary>The view that the address names, where it is there and the agent's to see.</summary>
    private void FindSaved()
    {
        var found = address.SavedId is { } id ? Saved.View(id) : null;
        saved = found is not null && me is not null && (found.IsFor(me.Id, me.TeamIds) || (mayShare && found.Scope == ViewScope.Team)) ? found : null;
        savedWords = (address.SavedId, found, saved) switch
        {
            (null, _, _) => null,
            (_, null, _) => new ViewWords(Words["Saved.Gone"], Words["Saved.Gone"], Words["Saved.Gone.Text"]),
            (_, _, null) => new ViewWords(Words["Saved.NotYours"], Words["Saved.NotYours"], Words["Saved.NotYours.Text"]),
            _ => new ViewWords(saved.Name, Words["Saved.Empty"], Words["Saved.Empty.Text"]),
        };
    }

    private ViewFilter? SavedFilter() => address.SavedId is null ? null : FilterOf(saved?.When ?? Nothing);

    private ViewFilter FilterOf(Condition when) => ViewFilter.Of(when, me?.Id ?? 0, me?.TeamIds ?? []);

    private Func<InboxRow, string>? Telling() => saved is { Columns.Count: > 0 } ? Rows.Of(saved.Columns) : null;

    private void LoadViews() => views = me is null ? [] : Saved.For(me.Id, me.TeamIds);

    /// <summary>Whoever has many views waits for none of their counts.</summary>
    private void CountViews()
    {
        counted = new int?[views.Count];
        watch?.CountAlso([.. views.Select(view => FilterOf(view.When))]);
    }

    private void FollowViews()
    {
        var changed = FromOutside(ShowChangedViews);
        Saved.Changed += changed;
        WhenGone(() => Saved.Changed -= changed);
        LoadViews();
        CountViews();
    }

    private void ShowChangedViews()
    {
        LoadViews();
        CountViews();
        ReadAddress();
        if (asked != (address.SavedId, saved)) TurnTo(Query());
        RenewLook();
        StateHasChanged();
    }

    private bool MayChange(SavedView view) => view.Scope == ViewScope.Personal ? view.ScopeId == me?.Id : mayShare;

    private void BeginView(SavedView? view)
    {
        if (me is not null) editing = view ?? ViewForm.New(me.Id, address.Order);
    }

    private void EndView() => editing = null;

    private void ShowSaved(SavedView view)
    {
        editing = null;
        Navigation.NavigateTo(InboxAddress.ToSaved(view.Id, view.Order).ToString());
    }

    private async Task<Outcome<SavedView>> SaveViewAsync(SavedView view)
    {
        // Who may is asked of what is stored and of what is wished: nobody makes their own of what is everybody's.
        var stored = Saved.View(view.Id);
        var isShared = view.Scope != ViewScope.Personal || stored is { Scope: not ViewScope.Personal };
        var user = (await Authentication).User;
        if (!user.May(isShared ? Permissions.ViewManage : Permissions.ViewOwn)) return new Refusal("account.not_allowed");
        if (new[] { view, stored }.Any(one => one is { Scope: ViewScope.Personal } && one.ScopeId != me?.Id)) return new Refusal("account.not_allowed");
        return await Saved.SaveAsync(view, CancellationToken.None);
    }

    private async Task DeleteViewAsync(SavedView view)
    {
        var user = (await Authentication).User;
        if (!MayChange(view) || !user.May(view.Scope == ViewScope.Personal ? Permissions.ViewOwn : Permissions.ViewManage)) return;
        editing = null;
        await Saved.DeleteAsync(view.Id, CancellationToken.None);
        Navigation.NavigateTo("/inbox");
    }
}
