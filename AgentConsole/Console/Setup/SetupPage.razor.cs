using AgentConsole.Common;
using AgentConsole.People.Identity;
using AgentConsole.People.Setup;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Setup;

/// <summary>Sets the company up. Only the link printed at start opens it, and only while there is no account.</summary>
public sealed partial class SetupPage
{
    private Refusal? closed;
    private IReadOnlyList<FieldRefusal> wrong = [];
    private bool unfinished;

    [Inject]
    public required CompanySetup Setup { get; init; }

    [Inject]
    public required SetupLink Link { get; init; }

    [Inject]
    public required Accounts Accounts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [SupplyParameterFromQuery(Name = "token")]
    public string? Token { get; set; }

    [SupplyParameterFromForm(FormName = "setup")]
    public SetupForm Input { get; set; } = default!;

    /// <summary>Where the writing begins: what is wrong, else the first field.</summary>
    private string First => wrong.Count > 0 ? wrong[0].Field : nameof(SetupForm.Company);

    protected override async Task OnInitializedAsync()
    {
        Input ??= new SetupForm();
        if (await Setup.IsDoneAsync(Http.RequestAborted)) Close(new Refusal("setup.done"), StatusCodes.Status410Gone);
        else if (!Link.Opens(Token)) Close(new Refusal("setup.link"), StatusCodes.Status403Forbidden);
    }

    private async Task SetUpAsync()
    {
        if (closed is not null) return;
        var wish = new SetupWish(
            Input.Company ?? "", Input.Name ?? "", Input.Email ?? "", Input.Password ?? "",
            System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, Words["Setup.FirstTeam"], Input.FillWithDemoData,
            Zone);
        wrong = CompanySetup.Check(wish);
        if (wrong.Count > 0) return;
        // From here on leaving the page must not stop half way.
        var outcome = await Setup.RunAsync(Token, wish, CancellationToken.None);
        if (!outcome.Succeeded)
        {
            Close(outcome.Refusal, StatusCodes.Status410Gone);
            return;
        }

        if (await Accounts.AccountAsync(outcome.Value.AdminId, CancellationToken.None) is { } admin) await Session.StartAsync(Http, admin);
        unfinished = !outcome.Value.IsFinished;
        if (!unfinished) Navigation.NavigateTo("/inbox");
    }

    /// <summary>The zone chosen, else the machine's until the browser has said its own.</summary>
    private string Zone => Input.TimeZone ?? (TimeZones.IsKnown(Time.LocalTimeZone.Id) ? Time.LocalTimeZone.Id : TimeZones.Default);

    private Refusal? Problem(string field) => wrong.FirstOrDefault(problem => problem.Field == field)?.Refusal;

    private void Close(Refusal why, int status)
    {
        closed = why;
        Http.Response.StatusCode = status;
    }

    /// <summary>What the form sends.</summary>
    public sealed class SetupForm
    {
        public string? Company { get; set; }

        public string? Name { get; set; }

        public string? Email { get; set; }

        public string? Password { get; set; }

        public string? TimeZone { get; set; }

        public bool FillWithDemoData { get; set; }
    }
}
