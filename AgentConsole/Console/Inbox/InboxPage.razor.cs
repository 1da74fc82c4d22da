using System.Globalization;
using AgentConsole.Console.Controls;
using AgentConsole.Console.Ticket;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Life;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Inbox;

public sealed partial class InboxPage
{
    /// <summary>Rows of the first window: what most screens show, and the few more below which the browser asks for others. Each circuit holds what it renders.</summary>
    public const int FirstRows = 20;

    /// <summary>No browser asks for more at a time, however tall.</summary>
    public const int MostRows = 200;

    private readonly HeldList list = new();
    private InboxAddress address = InboxAddress.Parse(null, null, null);
    private InboxQuery query = new(InboxAddress.DefaultView, InboxOrder.PriorityThenDue, 0, []);
    private InboxWatch? watch;
    private InboxCounts? counts;
    private (long TicketId, int Place)? open;
    private LiveState state = LiveState.CatchingUp;
    private DateTimeOffset shownAt;
    private RowLook look = default!;
    private bool why;
    private AgentInfo? me;

    [Parameter]
    public long? TicketId { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    public string? ViewName { get; set; }

    [SupplyParameterFromQuery(Name = "order")]
    public string? OrderName { get; set; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Inject]
    public required InboxFeed Feed { get; init; }

    [Inject]
    public required TicketCatalog Catalog { get; init; }

    [Inject]
    public required LifeCatalog Life { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required PlaceSentences Places { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    [Inject]
    public required Scripts Scripts { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<Resources.InboxWords> Words { get; init; }

    [Inject]
    public required IStringLocalizer<Resources.Shared> Shared { get; init; }

    /// <summary>The first of each kind, where nothing else is to be seen; the overlay has them all.</summary>
    private IEnumerable<Shortcut> ShownShortcuts => Shortcuts.All(Words).SelectMany(group => group.Shortcuts).Where(shortcut => shortcut.Keys is "j" or "k" or "o" or "c" or "?");

    protected override async Task OnInitializedAsync()
    {
        var user = (await Authentication).User;
        me = user.AgentId() is { } id ? Directory.Agent(id) : null;
        mayShare = user.May(Permissions.ViewManage);
        ReadAddress();
        (mayWrite, mayAssign) = (me is not null && user.May(Permissions.TicketWrite), user.May(Permissions.TicketAssign));
        query = Query();
        FindOpen();
        watch = Keep(Feed.Watch(query, FirstRow, FirstRows));
        Show(await watch.NextAsync(Gone));
        LoadViews();
    }

    protected override async Task OnLiveAsync()
    {
        isLive = true;
        var renew = FromOutside(() => { RenewLook(); StateHasChanged(); });
        var rejoin = FromOutside(Rejoin);
        var learn = FromOutside(() => _ = LearnAndShowAsync());
        Catalog.Changed += renew;
        Life.Changed += renew;
        Directory.Changed += rejoin;
        WhenGone(() => { Catalog.Changed -= renew; Life.Changed -= renew; Directory.Changed -= rejoin; });
        FollowViews();
        FollowVisitors();
        Follow(watch!.NextAsync, update =>
        {
            Show(update);
            StateHasChanged();
            if (!Zone.IsKnown && update.Window.Rows.Any(row => row.IsSnoozed)) learn();
        });
        await ResumeTicketAsync();
    }

    protected override void OnParametersSet()
    {
        ReadAddress();
        if (watch is null) return;
        if ((query.View, query.Order, asked) != (address.View, address.Order, (address.SavedId, saved))) TurnTo(Query());
        else if (open?.TicketId != TicketId) FindOpen();
    }

    private void ReadAddress()
    {
        var before = address;
        address = InboxAddress.Parse(ViewName, OrderName, TicketId, UsualOrder);
        FindSaved();
        if (look is null || before.Query != address.Query) RenewLook();
    }

    private InboxQuery Query()
    {
        asked = (address.SavedId, saved);
        return new(address.View, address.Order, me?.Id ?? 0, me?.TeamIds ?? [], SavedFilter());
    }

    /// <summary>Where the view holds the open ticket, so that the list can be brought there.</summary>
    private void FindOpen() => open = TicketId is { } id && Feed.PlaceOf(query, id) is { } place ? (id, place) : null;

    /// <summary>The top, or some rows above the open ticket where it is not among the first.</summary>
    private int FirstRow => open is { } found && found.Place >= FirstRows / 2 ? found.Place - (FirstRows / 3) : 0;

    private void TurnTo(InboxQuery next)
    {
        query = next;
        ClearChosen();
        FindOpen();
        list.Clear();
        list.Ask(FirstRow, FirstRows);
        watch!.Change(next);
        watch.Move(FirstRow, FirstRows);
    }

    // Somebody's name or team changed: names are shown anew, and 'my teams' may be others now.
    private void Rejoin()
    {
        if (me is not null) me = Directory.Agent(me.Id) ?? me;
        LoadViews();
        if (!Query().TeamIds.SequenceEqual(query.TeamIds)) TurnTo(Query());
        CountViews();
        RenewLook();
        StateHasChanged();
    }

    private void RenewLook() => look = new RowLook(
        Shared, Words, Catalog.Priority, Catalog.Tag, Directory.Agent, address.Query, why && address.Order == InboxOrder.Weighted ? Places.Say : Telling(),
        own => Life.Status(own)?.For(CultureInfo.CurrentUICulture))
    { TellsFacts = !(why && address.Order == InboxOrder.Weighted), Snoozed = Returns };

    /// <summary>When a snoozed ticket comes back, by the viewer's clock; that it does, where their clock is not known yet.</summary>
    private string Returns(DateTimeOffset? until) => until is not { } at ? Words["Row.Snoozed.Reply"] : Zone.IsKnown ? Words["Row.Snoozed.Until", Zone.Brief(at, Time.GetUtcNow())] : Words["Row.Snoozed"];

    /// <summary>Shows each row's reasons in place of its last message, or that again.</summary>
    private async Task ToggleWhyAsync()
    {
        why = !why;
        if (why) await LearnZoneAsync();
        RenewLook();
    }

    private async Task LearnAndShowAsync()
    {
        try
        {
            await LearnZoneAsync();
            StateHasChanged();
        }
        catch (Exception fault) when (!Gone.IsCancellationRequested)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    /// <summary>Instants are told by the viewer's clock; where no ticket was opened yet, nobody has asked the browser for it.</summary>
    private async Task LearnZoneAsync()
    {
        if (Zone.IsKnown) return;
        await using var script = await Scripts.LoadAsync("/js/ticket.js");
        Zone.Learn(await script.AskAsync<string>("zone"));
        RenewLook();
    }

    private void Show(InboxUpdate update)
    {
        list.Offer(update.Window);
        counts = update.Counts;
        counted = update.Counted;
        state = update.State;
        shownAt = Time.GetUtcNow();
    }

    private void ShowRows(ShowRowsEventArgs wanted)
    {
        var start = Math.Max(0, wanted.Start);
        var count = Math.Clamp(wanted.Count, 1, MostRows);
        list.Ask(start, count);
        watch!.Move(start, count);
    }

    private void HoldRows(HoldRowsEventArgs hold) => list.Hold(hold.Held);

    private void ApplyWaiting() => list.Apply();
}
