using System.Net;
using AgentConsole.Console.Account;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.People;

public sealed class SigningIn(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task Who_knows_the_password_comes_in_and_goes_where_they_wanted()
    {
        var app = shared.App;
        var agent = await app.AccountAsync(AgentRole.Agent);
        var visitor = app.NewVisitor();
        Assert.Equal("/sign-in?returnUrl=%2Faccount", (await visitor.GetAsync("/account")).To);

        var answer = await visitor.SignInAsync(agent.Email.ToUpperInvariant(), page: "/sign-in?returnUrl=%2Faccount");

        Assert.Equal("/account", answer.To);
        var page = await visitor.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(agent.Name, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_cookie_is_kept_from_scripts_and_other_sites()
    {
        var app = shared.App;
        var agent = await app.AccountAsync(AgentRole.Agent);
        var answer = await app.NewVisitor().SignInAsync(agent.Email);
        var cookie = answer.Message.Headers.GetValues("Set-Cookie").Single(header => header.StartsWith("AgentConsole.Session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("nobody@example.com", RunningApp.Password)]
    [InlineData("{agent}", "not the password")]
    [InlineData("{agent}", "")]
    [InlineData("", "")]
    public async Task What_is_wrong_is_told_without_saying_which_half(string email, string password)
    {
        var app = shared.App;
        var agent = await app.AccountAsync(AgentRole.Agent);
        var visitor = app.NewVisitor();

        var answer = await visitor.SignInAsync(email.Replace("{agent}", agent.Email, StringComparison.Ordinal), password);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("The e-mail address or the password is not right.", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(visitor.Cookies, cookie => cookie.Name == "AgentConsole.Session");
    }

    [Theory]
    [InlineData("{agent}\0", RunningApp.Password)]
    [InlineData("{agent}", "a\0b")]
    [InlineData("\ud800", RunningApp.Password)]
    public async Task What_is_no_text_is_only_wrong(string email, string password)
    {
        var app = shared.App;
        var agent = await app.AccountAsync(AgentRole.Agent);
        email = email.Replace("{agent}", agent.Email, StringComparison.Ordinal);
        Assert.Equal("sign_in.wrong", (await app.Get<SignIn>().CheckAsync(email, password, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("sign_in.wrong", (await app.Get<SignIn>().CheckAsync(agent.Email, new string('x', 1_000_000), CancellationToken.None)).Refusal?.Code);
    }

    [Fact]
    public async Task An_address_that_failed_too_often_is_put_off_whichever_account_it_tries_and_successes_are_not_counted()
    {
        var time = new FakeTime();
        await using var app = await RunningApp.StartAsync(DatabaseKind.Sqlite, time);
        var agent = await app.AccountAsync(AgentRole.Agent);
        var signIn = app.Get<SignIn>();
        var (here, there) = (IPAddress.Parse("192.0.2.7"), IPAddress.Parse("192.0.2.8"));
        Assert.True((await Try(here, RunningApp.Password)).Succeeded);
        for (var i = 0; i < AccountRules.FailuresPerAddress; i++)
            Assert.Equal("sign_in.wrong", (await signIn.CheckAsync($"nobody{i}@example.com", "a guess at it", here, CancellationToken.None)).Refusal?.Code);

        Assert.Equal("sign_in.too_many", (await Try(here, RunningApp.Password)).Refusal?.Code);
        Assert.True((await Try(there, RunningApp.Password)).Succeeded);
        time.Jump(AccountRules.FailureForgivenAfter);
        Assert.True((await Try(here, RunningApp.Password)).Succeeded);
        Assert.Equal("sign_in.wrong", (await Try(here, "a guess at it")).Refusal?.Code);
        Assert.Equal("sign_in.too_many", (await Try(here, RunningApp.Password)).Refusal?.Code);

        Task<AgentConsole.Common.Outcome<Account>> Try(IPAddress address, string password) => signIn.CheckAsync(agent.Email, password, address, CancellationToken.None);
    }

    [Fact]
    public async Task Five_failures_lock_for_ten_minutes_even_for_the_right_password()
    {
        var time = new FakeTime();
        await using var app = await RunningApp.StartAsync(DatabaseKind.Sqlite, time);
        var agent = await app.AccountAsync(AgentRole.Agent);
        var signIn = app.Get<SignIn>();
        for (var i = 0; i < AccountRules.FailuresBeforeLock; i++)
            Assert.Equal("sign_in.wrong", (await signIn.CheckAsync(agent.Email, "wrong", CancellationToken.None)).Refusal?.Code);

        var locked = await signIn.CheckAsync(agent.Email, RunningApp.Password, CancellationToken.None);
        Assert.Equal("sign_in.locked(10)", locked.Refusal?.ToString());
        time.Advance(AccountRules.LockedFor - TimeSpan.FromSeconds(1));
        Assert.Equal("sign_in.locked(1)", (await signIn.CheckAsync(agent.Email, RunningApp.Password, CancellationToken.None)).Refusal?.ToString());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await signIn.CheckAsync(agent.Email, RunningApp.Password, CancellationToken.None)).Succeeded);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Guesses_made_at_the_same_moment_do_not_pass_the_lock_together(DatabaseKind kind)
    {
        await using var app = await RunningApp.StartAsync(kind);
        var agent = await app.AccountAsync(AgentRole.Agent);
        var signIn = app.Get<SignIn>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => signIn.CheckAsync(agent.Email, $"guess {i}", CancellationToken.None))));

        Assert.Equal(AccountRules.FailuresBeforeLock, outcomes.Count(outcome => outcome.Refusal?.Code == "sign_in.wrong"));
        Assert.Equal(20 - AccountRules.FailuresBeforeLock, outcomes.Count(outcome => outcome.Refusal?.Code == "sign_in.locked"));
    }

    [Fact]
    public async Task A_right_password_forgets_the_failures_before_it()
    {
        var app = shared.App;
        var agent = await app.AccountAsync(AgentRole.Agent);
        var signIn = app.Get<SignIn>();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 1; i < AccountRules.FailuresBeforeLock; i++) await signIn.CheckAsync(agent.Email, "wrong", CancellationToken.None);
            Assert.True((await signIn.CheckAsync(agent.Email, RunningApp.Password, CancellationToken.None)).Succeeded);
        }
    }

    [Fact]
    public async Task A_disabled_account_loses_its_session_at_the_next_request()
    {
        var app = shared.App;
        var agent = await app.AccountAsync(AgentRole.Agent);
        var visitor = app.NewVisitor();
        await visitor.SignInAsync(agent.Email);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).Status);

        await app.Get<Accounts>().DisableAsync(agent.Id, CancellationToken.None);

        Assert.Equal("/sign-in?returnUrl=%2Faccount", (await visitor.GetAsync("/account")).To);
        Assert.Contains("This account is disabled.", (await visitor.SignInAsync(agent.Email)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_is_a_post_with_its_token()
    {
        var app = shared.App;
        var visitor = await app.SignedInAsync(AgentRole.Agent);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/sign-out")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("/sign-out")).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).Status);

        Assert.Equal("/sign-in", (await visitor.SubmitAsync("/account", "/sign-out")).To);

        Assert.Equal("/sign-in?returnUrl=%2Faccount", (await visitor.GetAsync("/account")).To);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/language")]
    public async Task A_form_without_its_antiforgery_token_is_refused(string path)
    {
        var app = shared.App;
        var agent = await app.AccountAsync(AgentRole.Agent);
        var visitor = app.NewVisitor();

        var answer = await visitor.PostAsync(path, ("_handler", "sign-in"), ("Input.Email", agent.Email), ("Input.Password", RunningApp.Password), ("language", "sl"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Empty(visitor.Cookies);
    }

    [Theory]
    [InlineData("/inbox?view=mine", "/inbox?view=mine")]
    [InlineData(null, "/inbox")]
    [InlineData("", "/inbox")]
    [InlineData("https://evil.example/", "/inbox")]
    [InlineData("//evil.example/", "/inbox")]
    [InlineData("/\\evil.example/", "/inbox")]
    [InlineData("/in\tbox", "/inbox")]
    [InlineData("javascript:alert(1)", "/inbox")]
    public void Only_a_place_of_this_application_is_returned_to(string? url, string expected) => Assert.Equal(expected, ReturnUrl.Local(url));

    [Fact]
    public async Task The_language_is_the_accounts_then_this_browsers_choice_then_the_browsers_own()
    {
        var app = shared.App;
        var agent = await app.AccountAsync(new NewAccount("Ana", "ana.language@example.com", RunningApp.Password, AgentRole.Agent, Language: "sl"));
        var visitor = app.NewVisitor();
        Assert.Contains("lang=\"en\" dir=\"ltr\"", (await visitor.GetAsync("/sign-in")).Text, StringComparison.Ordinal);
        var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Add("Accept-Language", "ar-EG,en;q=0.5");
        Assert.Contains("lang=\"ar\" dir=\"rtl\"", (await visitor.SendAsync(request)).Text, StringComparison.Ordinal);

        Assert.Equal("/sign-in", (await visitor.SubmitAsync("/sign-in", "/language", ("language", "ar"))).To);
        Assert.Contains("lang=\"ar\" dir=\"rtl\"", (await visitor.GetAsync("/sign-in")).Text, StringComparison.Ordinal);
        await visitor.SignInAsync(agent.Email);
        Assert.Contains("lang=\"sl\"", (await visitor.GetAsync("/account")).Text, StringComparison.Ordinal);
        await visitor.SubmitAsync("/account", "/language", ("language", "en"));
        Assert.Contains("lang=\"en\"", (await visitor.GetAsync("/account")).Text, StringComparison.Ordinal);
        Assert.Equal("en", app.Get<AgentDirectory>().Agent(agent.Id)!.Language);
    }
}
