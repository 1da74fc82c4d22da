using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Routing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace AgentConsole.Console.Ticket;

/// <summary>A ticket as it happens: loaded once, then told of each change. What its agent does goes to the Desk (OpenTicket.Actions.cs).</summary>
public sealed partial class OpenTicket
{
    private ElementReference root;
    private TicketView? view;
    private IReadOnlyList<ConversationItem> items = [];
    private IReadOnlyList<HistoryLine> history = [];
    private NameBook names = NameBook.Empty;
    private HistorySentences sentences = default!;
    private TicketPresence? presence;
    private Composer? composer;
    private Draft draft = new();
    private Actor me = Actor.System;
    private TicketScript? script;
    private bool missing;
    private bool mayWrite;
    private bool mayAssign;
    private bool sideOpen;
    private bool closing;
    private string? notice;
    private long shown;
    private long marked;

    [Parameter, EditorRequired]
    public long TicketId { get; set; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Inject]
    public required TicketReader Reader { get; init; }

    [Inject]
    public required LiveFeed Feed { get; init; }

    [Inject]
    public required LiveSignals Signals { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required TicketCatalog Catalog { get; init; }

    [Inject]
    public required FieldCatalog Fields { get; init; }

    [Inject]
    public required LifeCatalog Life { get; init; }

    [Inject]
    public required SlaCatalog Agreements { get; init; }

    [Inject]
    public required RoutingCatalog Routing { get; init; }

    [Inject]
    public required TicketTerms Terms { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required TicketLedger Ledger { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required Scripts Scripts { get; init; }

    protected override void OnInitialized() => sentences = new HistorySentences(Terms, names, Zone);

    protected override async Task OnLiveAsync()
    {
        var user = (await Authentication).User;
        if (user.AgentId() is not { } agent) return;
        me = Actor.Agent(agent, Directory.Agent(agent)?.Name ?? user.Identity?.Name ?? "");
        (mayWrite, mayAssign, mayBan) = (user.May(Permissions.TicketWrite), user.May(Permissions.TicketAssign), user.May(Permissions.VisitorBan));
        mayWatch = user.May(Permissions.ChatWatch);
        draft = Drafts.Of(agent, TicketId);
        WhenGone(() => Drafts.Leave(agent, TicketId));
        script = Keep(await TicketScript.LoadAsync(Scripts, this));
        if (!Zone.IsKnown) Zone.Learn(await script.ZoneAsync());

        // Subscribed first, read second: what changes in between is told again.
        var subscription = Keep(Feed.Subscribe());
        if (await Reader.LoadAsync(TicketId, Gone) is not { } loaded)
        {
            missing = true;
            StateHasChanged();
            return;
        }

        keeper = Keep(new DraftKeeper(
            DraftStore, Signals, Time, draft, agent, TicketId, FromOutside(() => _ = ReadDraftAsync()), fault => Log.DraftNotKept(Logger, TicketId, fault)));
        await keeper.LoadAsync(elsewhere: false, Gone);
        var rename = FromOutside(LearnNames);
        Directory.Changed += rename;
        Catalog.Changed += rename;
        Life.Changed += rename;
        Fields.Changed += rename;
        WhenGone(() =>
        {
            Directory.Changed -= rename;
            Catalog.Changed -= rename;
            Life.Changed -= rename;
            Fields.Changed -= rename;
        });
        presence = Keep(new TicketPresence(Signals, Time, TicketId, me, FromOutside(StateHasChanged)));
        holder = Keep(new HoldKeeper(Time, me.Id, FromOutside(() => _ = HoldOnAsync())));
        names = Names();
        Show(loaded);
        Follow(token => NextAsync(subscription, token), Take);
    }

    protected override async Task OnRenderedAsync(bool first)
    {
        if (script is not null && view is not null) await script.AttachAsync(root);
    }

    /// <summary>Everything up to a sequence was in front of the agent's eyes: the page visible, the window in front, the end in sight.</summary>
    [JSInvokable]
    public async Task Shown(long seq)
    {
        shown = Math.Max(shown, seq);
        // Whoever only watches a talk has not read it for its agent.
        if (view is null || Watched is not null) return;
        var upTo = view.Messages.LastOrDefault(message => message.AuthorKind == ActorKind.Customer && message.Seq <= shown)?.Seq ?? 0;
        if (upTo <= view.Ticket.SeenByAgentSeq || upTo <= marked) return;
        marked = upTo;
        await Desk.ExecuteAsync(new MarkSeen(me, TicketId, upTo), Gone);
    }

    /// <summary>The editor holds more than a message may; only its length comes here.</summary>
    [JSInvokable]
    public void TooLong(int length) => composer?.ReportTooLong(length);

    /// <inheritdoc cref="Composer.DeliverAsync"/>
    [JSInvokable]
    public Task<long> SendWritten(string id, string text, bool note, bool? whisper, string then, bool anyway) =>
        composer?.DeliverAsync(id, text, note ? ComposerMode.Note : ComposerMode.Reply, whisper, then, anyway) ?? Task.FromResult(Composer.NotStored);

    /// <summary>True where the browser's answer was lost with its tab, and what it holds was stored.</summary>
    [JSInvokable]
    public Task<bool> WasWritten(string id) => Reader.WasWrittenAsync(me, id, Gone);

    private async ValueTask<TicketDelta> NextAsync(LiveSubscription subscription, CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = await subscription.NextAsync(cancellationToken);
            if (batch.Gap) return await Reader.ChangesAsync(view!, (TicketChanges)ulong.MaxValue, cancellationToken);
            if (batch.Changes.TryGetValue(TicketId, out var kinds)) return await Reader.ChangesAsync(view!, (TicketChanges)kinds, cancellationToken);
        }
    }

    private void Show(TicketView next)
    {
        var events = view is null || !ReferenceEquals(view.Journal, next.Journal);
        if (view?.Messages is [.., var last]) presence?.Wrote(next.Messages.Where(message => message.Seq > last.Seq));
        view = next;
        holder?.Follow(next.Ticket);
        items = [.. ConversationItems.Of(next.Messages, next.Journal, next.WholeFrom, next.Ticket.SeenByCustomerSeq, Zone.Zone), .. HeldItems(next)];
        if (events) Tell();
        StateHasChanged();
    }

    private void LearnNames()
    {
        names = Names();
        Tell();
        StateHasChanged();
    }

    private void Tell()
    {
        sentences = new HistorySentences(Terms, names, Zone);
        history = [.. view!.Journal.Reverse().Select(sentences.Of).OfType<HistoryLine>()];
    }

    private NameBook Names() => new(Directory.Agents, Directory.Teams, Catalog.Tags, Catalog.Priorities) { Statuses = Life.Statuses, Fields = Fields.All, Skills = Routing.Book.Rules.Skills };

    private ValueTask<IReadOnlyList<SlaExplanation>> ExplainAsync(Tickets.Ticket ticket) => Ledger.ReadAsync(ticket, Gone);

    /// <summary>The openings that the ticket's clocks go by.</summary>
    private BusinessCalendar CalendarOf(Tickets.Ticket ticket) =>
        Agreements.Book.Calendars.GetValueOrDefault(ticket.Sla.CalendarId) ?? Agreements.Book.CalendarOf(Agreements.Book.Policies[^1]);

    private async Task EarlierAsync()
    {
        var wider = await Reader.EarlierAsync(view!, Gone);
        // Something may have happened while the page was read.
        Show(view! with { Messages = [.. wider.Messages.Where(m => m.Seq < view.Messages[0].Seq), .. view.Messages], HasEarlier = wider.HasEarlier });
    }
}
