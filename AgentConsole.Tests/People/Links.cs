using System.Net;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.People.Links;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.People;

public sealed class Links(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task A_wall_link_becomes_a_cookie_and_leaves_the_address()
    {
        var app = shared.App;
        var made = await MakeAsync(app);
        var screen = app.NewVisitor();

        Assert.Equal("/wall", (await screen.GetAsync(made.Path)).To);

        var cookie = Assert.Single(screen.Cookies, cookie => cookie.Name == "AgentConsole.Wall");
        Assert.True(cookie.HttpOnly);
    }

    [Fact]
    public async Task A_wall_link_opens_nothing_else()
    {
        var app = shared.App;
        var screen = app.NewVisitor();
        await screen.GetAsync((await MakeAsync(app)).Path);
        foreach (var path in (string[])["/account", "/inbox"])
        {
            var answer = await screen.GetAsync(path);
            Assert.Equal(HttpStatusCode.Redirect, answer.Status);
            Assert.StartsWith("/sign-in", answer.To, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_wall_link_may_start_a_circuit_and_a_stranger_may_not()
    {
        var app = shared.App;
        var screen = app.NewVisitor();
        await screen.GetAsync((await MakeAsync(app)).Path);
        Assert.Equal(HttpStatusCode.OK, (await screen.PostAsync("/_blazor/negotiate?negotiateVersion=1")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.NewVisitor().PostAsync("/_blazor/negotiate?negotiateVersion=1")).Status);
    }

    [Fact]
    public async Task A_wall_identity_may_see_the_wall_and_do_nothing()
    {
        var app = shared.App;
        var user = new System.Security.Claims.ClaimsPrincipal(PersonClaims.Wall((await MakeAsync(app)).Link));
        Assert.Equal([Permissions.WallView], Permissions.Table.Keys.Where(user.May));
        Assert.Null(user.AgentId());
        Assert.Null(user.AgentRole());
    }

    [Fact]
    public async Task A_forged_and_a_revoked_wall_link_are_worth_nothing()
    {
        var app = shared.App;
        var links = app.Get<WallLinks>();
        var made = await MakeAsync(app);
        var screen = app.NewVisitor();
        await screen.GetAsync(made.Path);
        Assert.NotNull(links.Check(made.Token));
        Assert.Null(links.Check(made.Token[..^1] + (made.Token[^1] == 'A' ? 'B' : 'A')));
        Assert.Null(links.Check(null));
        Assert.Null(links.Check(new string('x', 5000)));

        await links.RevokeAsync(made.Link.Id, CancellationToken.None);

        Assert.Null(links.Check(made.Token));
        Assert.StartsWith("/sign-in", (await screen.GetAsync("/account")).To, StringComparison.Ordinal);
        Assert.NotNull((await links.ListAsync(CancellationToken.None)).Single(link => link.Id == made.Link.Id).RevokedAt);
    }

    [Fact]
    public async Task Only_the_hash_of_a_wall_link_is_stored()
    {
        var app = shared.App;
        var made = await MakeAsync(app);
        Assert.Equal(0, await app.Database.ScalarAsync($"""SELECT count(*) FROM "WallLinks" WHERE "TokenHash" LIKE '%{made.Token}%' OR "Label" LIKE '%{made.Token}%'"""));
    }

    [Theory]
    [InlineData("", "label.empty")]
    [InlineData("  ", "label.empty")]
    [InlineData("a\0b", "label.not_text")]
    public async Task A_wall_link_says_which_screen_it_is_for(string label, string refusal)
    {
        var app = shared.App;
        var admin = await app.AccountAsync(AgentRole.Admin);
        Assert.Equal(refusal, (await app.Get<WallLinks>().CreateAsync(label, admin.Id, CancellationToken.None)).Refusal?.ToString());
    }

    [Fact]
    public async Task A_revoked_wall_link_is_heard_of_on_the_other_node()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var one = await RunningApp.StartOnAsync(database);
        await using var other = await RunningApp.StartOnAsync(database);
        var heard = new SemaphoreSlim(0);
        other.Get<AgentDirectory>().Changed += () => heard.Release();

        var made = await MakeAsync(one);
        await HeardAsync(() => other.Get<WallLinks>().Check(made.Token) is not null, heard);
        await one.Get<WallLinks>().RevokeAsync(made.Link.Id, CancellationToken.None);
        await HeardAsync(() => other.Get<WallLinks>().Check(made.Token) is null, heard);
    }

    [Fact]
    public async Task A_sign_in_link_signs_in_where_demonstrations_run_and_expires()
    {
        var time = new FakeTime();
        await using var app = await RunningApp.StartAsync(DatabaseKind.Sqlite, time, "--Demo=true");
        var agent = await app.AccountAsync(AgentRole.Supervisor, password: null);
        var link = app.Get<SignInLinks>().Create(agent.Id);
        var visitor = app.NewVisitor();
        Assert.Equal("/account", (await visitor.GetAsync($"{link}&returnUrl=%2Faccount")).To);
        Assert.Contains(agent.Name, (await visitor.GetAsync("/account")).Text, StringComparison.Ordinal);

        Assert.Equal("/sign-in?problem=link", (await app.NewVisitor().GetAsync("/sign-in/link?token=forged")).To);
        Assert.Contains("This sign-in link doesn&#x27;t work", (await app.NewVisitor().GetAsync("/sign-in?problem=link")).Text, StringComparison.Ordinal);
        time.Advance(SignInLinks.Lasts);
        Assert.Equal("/sign-in?problem=link", (await app.NewVisitor().GetAsync(link)).To);
    }

    [Fact]
    public async Task A_sign_in_link_is_refused_outside_a_demonstration()
    {
        var app = shared.App;
        var agent = await app.AccountAsync(AgentRole.Admin);
        Assert.Throws<InvalidOperationException>(() => app.Get<SignInLinks>().Create(agent.Id));
        Assert.Equal("/sign-in?problem=link", (await app.NewVisitor().GetAsync("/sign-in/link?token=anything")).To);
    }

    private static async Task<NewWallLink> MakeAsync(RunningApp app)
    {
        var admin = await app.AccountAsync(AgentRole.Supervisor);
        var outcome = await app.Get<WallLinks>().CreateAsync("Hall", admin.Id, CancellationToken.None);
        Assert.True(outcome.Succeeded);
        return outcome.Value;
    }

    private static async Task HeardAsync(Func<bool> so, SemaphoreSlim heard)
    {
        using var limit = new CancellationTokenSource(RunningApp.Limit);
        while (!so()) await heard.WaitAsync(limit.Token);
    }
}
