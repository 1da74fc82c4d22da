using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.People.Links;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Account;

/// <summary>Where a one-time link leads: the person chooses a password and is signed in. Plain HTML: it sets a cookie.</summary>
public sealed partial class InvitationPage
{
    private AgentInfo? agent;
    private Refusal? refusal;

    [Inject]
    public required Invitations Invitations { get; init; }

    [Inject]
    public required Accounts Accounts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [SupplyParameterFromQuery(Name = "token")]
    public string? Token { get; set; }

    [SupplyParameterFromForm(FormName = "invitation", Name = "NewPassword")]
    public string? Password { get; set; }

    protected override async Task OnInitializedAsync()
    {
        agent = await Invitations.FindAsync(Token, Http.RequestAborted);
        if (agent is null) Http.Response.StatusCode = StatusCodes.Status410Gone;
    }

    private async Task AcceptAsync()
    {
        if (agent is null) return;
        // From here on leaving the page must not stop half way.
        var outcome = await Invitations.AcceptAsync(Token, Password ?? "", CancellationToken.None);
        refusal = outcome.Refusal;
        if (refusal?.Code == "invitation.invalid") agent = null;
        if (!outcome.Succeeded || await Accounts.AccountAsync(outcome.Value.Id, CancellationToken.None) is not { } account) return;
        await Session.StartAsync(Http, account);
        Navigation.NavigateTo(ReturnUrl.Home);
    }
}
