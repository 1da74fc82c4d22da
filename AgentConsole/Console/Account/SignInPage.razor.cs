using AgentConsole.Common;
using AgentConsole.People.Identity;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Account;

/// <summary>Signs in by e-mail address and password. Plain HTML: it sets a cookie.</summary>
public sealed partial class SignInPage
{
    private Refusal? refusal;

    [Inject]
    public required SignIn SignIn { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [SupplyParameterFromQuery(Name = "returnUrl")]
    public string? To { get; set; }

    /// <summary>What went wrong before coming here: <c>link</c> for a sign-in link that doesn't work.</summary>
    [SupplyParameterFromQuery(Name = "problem")]
    public string? Before { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")]
    public SignInForm Input { get; set; } = default!;

    private string? Invalid => refusal is null ? null : "true";

    private string? DescribedBy => refusal is null ? null : "sign-in-error";

    protected override void OnInitialized()
    {
        Input ??= new SignInForm();
        if (Before == "link") refusal = new Refusal("sign_in.link");
    }

    private async Task SignInAsync()
    {
        var outcome = await SignIn.CheckAsync(Input.Email ?? "", Input.Password ?? "", Http.Connection.RemoteIpAddress, Http.RequestAborted);
        if (!outcome.Succeeded)
        {
            refusal = outcome.Refusal;
            return;
        }

        await Session.StartAsync(Http, outcome.Value, Input.Remember);
        Navigation.NavigateTo(ReturnUrl.Local(To));
    }

    /// <summary>What the form sends.</summary>
    public sealed class SignInForm
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public bool Remember { get; set; }
    }
}
