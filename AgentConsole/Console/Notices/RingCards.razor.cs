using AgentConsole.Common;
using AgentConsole.Console.Ticket;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Alerts;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Notices;
using AgentConsole.Tickets.Routing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace AgentConsole.Console.Notices;

/// <summary>Follows what rings for an agent. While nothing does it only waits for its next notice; changes of tickets are followed while something rings.</summary>
public sealed partial class RingCards
{
    /// <summary>How long a card that rings no more says why.</summary>
    public static readonly TimeSpan Told = TimeSpan.FromSeconds(6);

    /// <summary>More would lie over the page; the others come as these are answered.</summary>
    public const int Most = 3;

    private const TicketChanges Shows = TicketChanges.Assignee | TicketChanges.Status | TicketChanges.Team | TicketChanges.Life | TicketChanges.Rearranged | TicketChanges.Message;

    private readonly List<RingCard> cards = [];
    private Actor? me;
    private LiveSubscription? subscription;
    private bool wantsCards, isHeard;
    private string said = "";

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Inject]
    public required RingingTickets Ringing { get; init; }

    [Inject]
    public required NoticeBoard Board { get; init; }

    [Inject]
    public required LiveFeed Feed { get; init; }

    [Inject]
    public required Desk.Desk Desk { get; init; }

    [Inject]
    public required AlertChoices Choices { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Scripts Scripts { get; init; }

    [Inject]
    public required TicketTerms Terms { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>An open ticket says itself that it rings.</summary>
    private IReadOnlyList<RingCard> Shown => wantsCards ? [.. cards.Where(card => card.Id != OpenTicket).Take(Most)] : [];

    private string Place => Navigation.ToBaseRelativePath(Navigation.Uri);

    private long? OpenTicket =>
        Place.Split('/', '?', '#') is ["inbox" or "ticket", var number, ..] && long.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;

    protected override async Task OnLiveAsync()
    {
        if ((await Authentication).User.AgentId() is not { } id || Directory.Agent(id) is not { } agent) return;
        me = Actor.Agent(id, agent.Name);
        var mine = Audience.Agent(id);
        var arrived = FromOutside<IReadOnlySet<Audience>?>(audiences =>
        {
            if (audiences?.Contains(mine) != false) _ = FollowAsync();
        });
        Board.Arrived += arrived;
        EventHandler<LocationChangedEventArgs> moved = (_, _) => { if (cards.Count > 0) FromOutside(StateHasChanged)(); };
        Navigation.LocationChanged += moved;
        WhenGone(() => { Board.Arrived -= arrived; Navigation.LocationChanged -= moved; });
        _ = FollowAsync();
    }

    /// <summary>Reads what rings, and again with each change until nothing does.</summary>
    private async Task FollowAsync()
    {
        isHeard = true;
        subscription?.Ring();
        if (subscription is not null) return;
        // Subscribed first, read second: what changes in between is told again.
        subscription = Feed.Subscribe(paced: false);
        try
        {
            while (isHeard)
            {
                isHeard = false;
                await ReadAsync();
                if (isHeard || !cards.Exists(card => card.Rings)) continue;
                LiveBatch batch;
                do batch = await subscription.NextAsync(Gone);
                while (!isHeard && !batch.Gap && !cards.Exists(card => ((TicketChanges)batch.Changes.GetValueOrDefault(card.Id) & Shows) != TicketChanges.None));
                isHeard = true;
            }
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The person left.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
        finally
        {
            subscription.Dispose();
            subscription = null;
        }
    }

    private async Task ReadAsync()
    {
        var read = await Ringing.ReadAsync(me!.Id, [.. cards.Select(card => card.Id)], Gone);
        if (read.Any(ticket => ticket.RingsFor(me.Id) && !cards.Exists(card => card.Id == ticket.TicketId))) wantsCards = (await Choices.OfAsync(me.Id, Gone)).HasFlag(AlertWays.Page);
        List<long> quiet = [];
        foreach (var ticket in read)
        {
            var at = cards.FindIndex(card => card.Id == ticket.TicketId);
            if (ticket.RingsFor(me.Id))
            {
                if (at >= 0 && cards[at].Rings)
                {
                    cards[at] = cards[at] with { Ticket = ticket };
                    continue;
                }

                if (at >= 0) cards.RemoveAt(at);
                cards.Add(new RingCard(ticket));
                if (wantsCards && ticket.TicketId != OpenTicket) said = Terms["Ring.Said", TicketTerms.Apart(ticket.Customer)];
            }
            else if (at >= 0 && cards[at].Rings)
            {
                quiet.Add(ticket.TicketId);
                End(at, ticket);
            }
        }

        StateHasChanged();
        if (quiet.Count == 0) return;
        await using var script = await Scripts.LoadAsync("/js/notices.js");
        await script.AskAsync<object>("hush", quiet);
    }

    /// <summary>It rings no more: a card whose agent answered it goes at once, any other says why first.</summary>
    private void End(int at, RingingTicket now)
    {
        var card = cards[at];
        if (card.IsAnswered || now.AssigneeId == me!.Id)
        {
            cards.RemoveAt(at);
            return;
        }

        var over = now.AssigneeId is { } other ? Terms["Ring.Taken", TicketTerms.Apart(Directory.Agent(other)?.Name ?? $"#{other}")]
            : card.Ticket.Until <= Time.GetUtcNow() ? Terms["Ring.TimeOut"] : Terms["Ring.Over"];
        cards[at] = card with { Over = over, Wrong = null };
        if (wantsCards && card.Id != OpenTicket) said = over;
        _ = LeaveAsync(card.Id);
    }

    private async Task LeaveAsync(long ticketId)
    {
        await Task.Delay(Told, Time, Gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (Gone.IsCancellationRequested || cards.RemoveAll(card => card.Id == ticketId && !card.Rings) == 0) return;
        StateHasChanged();
    }

    private async Task AcceptAsync(long ticketId)
    {
        // Who may is asked when it is done: a page stays open for hours.
        var may = (await Authentication).User.May(Permissions.TicketAssign);
        if (!await AnswerAsync(ticketId, () => may ? AskAsync(new Take(me!, ticketId, null)) : Task.FromResult<Refusal?>(new Refusal("account.not_allowed")))) return;
        // In the inbox the list stays as it is beside the ticket.
        var query = Place.StartsWith("inbox", StringComparison.Ordinal) ? new Uri(Navigation.Uri).Query : "";
        Navigation.NavigateTo($"/inbox/{ticketId}{query}");
    }

    private Task<bool> DeclineAsync(long ticketId) => AnswerAsync(ticketId, () => AskAsync(new Decline(me!, ticketId)));

    private async Task<Refusal?> AskAsync(TicketCommand command) => (await Desk.AskAsync(command, Time, Gone)).Refusal;

    /// <summary>True where it is done, and its card gone.</summary>
    private async Task<bool> AnswerAsync(long ticketId, Func<Task<Refusal?>> ask)
    {
        var at = cards.FindIndex(card => card.Id == ticketId);
        if (at < 0 || !cards[at].Rings || cards[at].IsAnswered) return false;
        cards[at] = cards[at] with { IsAnswered = true, Wrong = null };
        var refusal = await ask();
        at = cards.FindIndex(card => card.Id == ticketId);
        if (refusal is null)
        {
            if (at >= 0) cards.RemoveAt(at);
            return true;
        }

        if (at < 0) return false;
        cards[at] = cards[at] with { IsAnswered = false, Wrong = Terms.Of(refusal) };
        // Somebody was faster: the card says who.
        if (refusal.Code == "take.taken") await ReadAsync();
        return false;
    }
}
