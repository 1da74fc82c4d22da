using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.People.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Account;

/// <summary>One's own account: name, password, language, signing out. Plain HTML: a new password sets a new cookie.</summary>
public sealed partial class AccountPage
{
    private AgentInfo? agent;
    private bool hasPassword;
    private string? done;
    private Refusal? nameRefusal;
    private Refusal? currentRefusal;
    private Refusal? newRefusal;

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required Accounts Accounts { get; init; }

    [Inject]
    public required SignIn SignIn { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [SupplyParameterFromForm(FormName = "name")]
    public string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "password")]
    public string? CurrentPassword { get; set; }

    [SupplyParameterFromForm(FormName = "password")]
    public string? NewPassword { get; set; }

    protected override async Task OnInitializedAsync()
    {
        agent = Http.User.AgentId() is { } id ? Directory.Agent(id) : null;
        hasPassword = agent is not null && await Accounts.AccountAsync(agent.Id, Http.RequestAborted) is { PasswordHash: not null };
    }

    private async Task RenameAsync()
    {
        var outcome = await Accounts.ChangeNameAsync(agent!.Id, Name ?? "", CancellationToken.None);
        nameRefusal = outcome.Refusal;
        if (!outcome.Succeeded) return;
        (agent, Name, done) = (outcome.Value, null, "Account.NameSaved");
    }

    /// <summary>Who stands at an open screen isn't always its owner, so the old password is asked, and counted as at the door.</summary>
    private async Task ChangePasswordAsync()
    {
        newRefusal = AccountRules.Password(NewPassword ?? "", agent!.Email, agent.Name);
        if (newRefusal is not null) return;
        var known = await SignIn.CheckAsync(agent.Email, CurrentPassword ?? "", Http.Connection.RemoteIpAddress, CancellationToken.None);
        currentRefusal = known.Refusal is { Code: "sign_in.wrong" } ? new Refusal("password.current") : known.Refusal;
        if (currentRefusal is not null) return;
        var remembered = (await Http.AuthenticateAsync(Session.Scheme)).Properties?.IsPersistent == true;
        var outcome = await Accounts.SetPasswordAsync(agent.Id, NewPassword ?? "", CancellationToken.None);
        newRefusal = outcome.Refusal;
        if (!outcome.Succeeded || await Accounts.AccountAsync(agent.Id, CancellationToken.None) is not { } account) return;
        // All sessions ended; this one goes on.
        await Session.StartAsync(Http, account, remembered);
        done = "Password.Done";
    }
}
