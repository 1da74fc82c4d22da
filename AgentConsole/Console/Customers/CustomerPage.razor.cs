using AgentConsole.Common;
using AgentConsole.Console.Ticket;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Customers;
using AgentConsole.Resources;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets.Life;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Customers;

/// <summary>One customer over all addresses and channels: who it is, what happened, and what people here do with the profile.</summary>
public sealed partial class CustomerPage
{
    private const int TicketsAtOnce = 30;

    private CustomerProfile? profile;
    private IReadOnlyList<TimeLineTicket> tickets = [];
    private IReadOnlyList<CustomerSuggestion> suggestions = [];
    private CustomerSentences sentences = default!;
    private Satisfaction satisfaction = Satisfaction.None;
    private CustomerDraft? draft;
    private Asking? asking;
    private Customer? about;
    private Actor me = Actor.System;
    private string? said, refused;
    private bool missing, busy, mayWrite, mayExport, mayErase;
    private int count;

    private enum Asking { Merge, Unmerge, Erase }

    private sealed record Shown(CustomerProfile Profile, IReadOnlyList<TimeLineTicket> Tickets, int Count, IReadOnlyList<CustomerSuggestion> Suggestions, Satisfaction Satisfaction);

    [Parameter]
    public long Id { get; set; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Inject]
    public required CustomerProfiles Profiles { get; init; }

    [Inject]
    public required SatisfactionFigures Figures { get; init; }

    [Inject]
    public required Desk.Desk Desk { get; init; }

    [Inject]
    public required LiveFeed Feed { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required TicketTerms Terms { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<CustomerWords> Words { get; init; }

    private Customer Customer => profile!.Customer;

    /// <summary>What can be taken away stands where that is done.</summary>
    private IReadOnlyList<CustomerIdentity> Facts =>
        mayWrite && Customer.ErasedAt is null ? [.. profile!.Identities.Where(identity => identity.Kind == IdentityKind.Visitor)] : profile!.Identities;

    protected override async Task OnParametersSetAsync()
    {
        sentences = new CustomerSentences(Words, Zone);
        var user = (await Authentication).User;
        if (user.AgentId() is { } agent) me = Actor.Agent(agent, Directory.Agent(agent)?.Name ?? user.Identity?.Name ?? "");
        (mayWrite, mayExport, mayErase) = (user.May(Permissions.CustomerWrite), user.May(Permissions.CustomerExport), user.May(Permissions.CustomerErase));
        mayBan = user.May(Permissions.VisitorBan);
        if (profile is not null && profile.Parts.All(part => part.Id != Id)) (profile, draft, asking, said, refused) = (null, null, null, null, null);
        await LoadAsync();
    }

    protected override Task OnLiveAsync()
    {
        var subscription = Keep(Feed.Subscribe());
        Follow(token => NextAsync(subscription, token), read =>
        {
            Show(read);
            StateHasChanged();
        });
        return Task.CompletedTask;
    }

    /// <summary>The page anew, once something happened that it shows.</summary>
    private async ValueTask<Shown?> NextAsync(LiveSubscription subscription, CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = await subscription.NextAsync(cancellationToken);
            var shown = tickets.Select(ticket => ticket.Id).ToHashSet();
            if (batch.Gap || batch.Changes.Any(change => shown.Contains(change.Key) || (change.Value & (ulong)TicketChanges.Opened) != 0)) return await ReadAsync(cancellationToken);
        }
    }

    private async Task LoadAsync() => Show(await ReadAsync(Gone));

    private async Task<Shown?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await Profiles.FindAsync(Id, cancellationToken) is not { } found) return null;
        return new Shown(
            found, await Profiles.TimeLineAsync(found, long.MaxValue, Math.Max(TicketsAtOnce, tickets.Count), cancellationToken),
            await Profiles.CountTicketsAsync(found, cancellationToken), await Profiles.SuggestAsync(found, cancellationToken),
            await Figures.OfCustomersAsync([.. found.Parts.Select(part => part.Id)], cancellationToken));
    }

    private void Show(Shown? read)
    {
        (missing, profile) = (read is null, read?.Profile);
        if (read is not null) (tickets, count, suggestions, satisfaction) = (read.Tickets, read.Count, read.Suggestions, read.Satisfaction);
    }

    private async Task EarlierAsync() => tickets = [.. tickets, .. await Profiles.TimeLineAsync(profile!, tickets[^1].Id, TicketsAtOnce, Gone)];

    private void BeginEditing() => (draft, said, refused) = (new CustomerDraft(Customer), null, null);

    private async Task SaveAsync()
    {
        if (await AskAsync(new EditCustomer(me, Customer.Id, draft!.Details(), draft.Version), Permissions.CustomerWrite, Words["Saved"])) draft = null;
    }

    private void Ask(Asking what, Customer other) => (asking, about, said, refused) = (what, other, null, null);

    private void Leave() => (asking, about) = (null, null);

    private string Question() => asking switch
    {
        Asking.Merge => Words["Sure.Merge", TicketTerms.Apart(about!.Name), TicketTerms.Apart(Customer.Name)],
        Asking.Unmerge => Words["Sure.Unmerge", TicketTerms.Apart(about!.Name)],
        _ => Words["Sure.Erase", TicketTerms.Apart(Customer.Name), count],
    };

    private async Task SureAsync()
    {
        var (command, permission) = asking switch
        {
            Asking.Merge => ((TicketCommand)new MergeCustomers(me, Customer.Id, about!.Id), Permissions.CustomerWrite),
            Asking.Unmerge => (new UnmergeCustomer(me, about!.Id), Permissions.CustomerWrite),
            _ => (new EraseCustomer(me, Customer.Id), Permissions.CustomerErase),
        };
        await AskAsync(command, permission, Words[$"Done.{asking}"]);
        Leave();
    }

    private async Task<Refusal?> DoAsync(TicketCommand command)
    {
        if (!(await Authentication).User.May(Permissions.CustomerWrite)) return new Refusal("account.not_allowed");
        var outcome = await Desk.AskAsync(command, Time, Gone);
        await LoadAsync();
        StateHasChanged();
        return outcome.Refusal;
    }

    /// <summary>Who may is asked when it is done: a page stays open for hours.</summary>
    private async Task<bool> AskAsync(TicketCommand command, string permission, string done)
    {
        if (busy || !(await Authentication).User.May(permission)) return false;
        busy = true;
        var outcome = await Desk.AskAsync(command, Time, Gone);
        busy = false;
        refused = outcome.Refusal is { } refusal ? Terms.Of(refusal) : null;
        said = refused is null ? done : null;
        await LoadAsync();
        return outcome.Succeeded;
    }
}
