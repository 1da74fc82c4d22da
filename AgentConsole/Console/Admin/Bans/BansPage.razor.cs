using System.Globalization;
using AgentConsole.Console.Bans;
using AgentConsole.People;
using AgentConsole.People.Bans;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Admin.Bans;

/// <summary>To whom the chat is closed: who, why, by whom, until when; and opened again.</summary>
public sealed partial class BansPage
{
    private IReadOnlyList<Ban>? bans;
    private IReadOnlyDictionary<long, string> names = new Dictionary<long, string>();

    [Inject]
    public required BanBook Book { get; init; }

    [Inject]
    public required BanOrders Orders { get; init; }

    [Inject]
    public required BanTerms Terms { get; init; }

    [Inject]
    public required CustomerProfiles Profiles { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override Task OnLiveAsync()
    {
        var changed = Reloading(LoadAsync);
        Book.Changed += changed;
        WhenGone(() => Book.Changed -= changed);
        return Task.CompletedTask;
    }

    private async Task LoadAsync()
    {
        var read = await Book.ListAsync(Gone);
        names = await Profiles.NamesAsync([.. read.Select(ban => ban.CustomerId)], Gone);
        bans = read;
    }

    private string NameOf(Ban ban) => names.GetValueOrDefault(ban.CustomerId) ?? string.Create(CultureInfo.InvariantCulture, $"#{ban.CustomerId}");

    private async Task LiftAsync(Ban ban)
    {
        if (await WhoMayAsync(Permissions.VisitorBan) is not { } me) return;
        var refusal = await Orders.DoAsync(new UnbanVisitor(Actor.Agent(me, Directory.Agent(me)?.Name ?? ""), ban.CustomerId), Gone);
        await LoadAsync();
        if (refusal is null) Say(Words["Bans.Lifted", NameOf(ban)]);
        else SayRefused(Terms.Of(refusal));
    }
}
