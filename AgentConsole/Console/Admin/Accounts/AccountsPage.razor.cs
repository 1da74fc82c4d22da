using AgentConsole.People;
using AgentConsole.People.Identity;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Admin.Accounts;

/// <summary>Who can sign in: invited, changed, locked and deactivated here.</summary>
public sealed partial class AccountsPage
{
    private IReadOnlyList<AccountInfo>? accounts;

    [Inject]
    public required People.Identity.Accounts Accounts { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override Task OnLiveAsync()
    {
        var changed = Reloading(LoadAsync);
        Directory.Changed += changed;
        WhenGone(() => Directory.Changed -= changed);
        return Task.CompletedTask;
    }

    private async Task LoadAsync() => accounts = await Accounts.ListAsync(Gone);

    private async Task EditAsync(AccountInfo? account)
    {
        var saved = await AskAsync<AccountDialog>(Words[account is null ? "Accounts.Invite" : "Accounts.EditTitle"], (nameof(AccountDialog.Account), account));
        await LoadAsync();
        if (saved is AgentInfo agent) Say(Words["Accounts.Saved", agent.Name]);
    }

    private string TeamsOf(AccountInfo account) => string.Join(", ", account.Agent.TeamIds.Select(id => Directory.Team(id)?.Name));
}
