using System.Net;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.People.Links;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.People;

/// <summary>The one-time link to an account.</summary>
public sealed class BeingInvited
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_link_sets_a_password_signs_in_and_works_once(DatabaseKind kind)
    {
        await using var app = await RunningApp.StartAsync(kind);
        var (link, agent) = await InviteAsync(app);
        var visitor = app.NewVisitor();
        Assert.Contains("Welcome, Agent 2", (await visitor.GetAsync(link)).Text, StringComparison.Ordinal);

        var weak = await visitor.SubmitAsync(link, "invitation", ("NewPassword", "short"));
        Assert.Contains("A password has at least 10 characters.", weak.Text, StringComparison.Ordinal);
        Assert.Equal("/inbox", (await visitor.SubmitAsync(link, "invitation", ("NewPassword", "a mountain in spring"))).To);

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).Status);
        Assert.Equal("/inbox", (await app.NewVisitor().SignInAsync(agent.Email, "a mountain in spring")).To);
        Assert.Equal(HttpStatusCode.Gone, (await app.NewVisitor().GetAsync(link)).Status);
        Assert.Equal(0, await app.Database.ScalarAsync("""SELECT count(*) FROM "Invitations" """));
    }

    [Theory]
    [InlineData("/invitation")]
    [InlineData("/invitation?token=")]
    [InlineData("/invitation?token=forged")]
    public async Task A_forged_link_opens_nothing(string path)
    {
        await using var app = await RunningApp.StartAsync();
        await InviteAsync(app);
        var answer = await app.NewVisitor().GetAsync(path);
        Assert.Equal(HttpStatusCode.Gone, answer.Status);
        Assert.DoesNotContain("NewPassword", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_link_a_week_and_a_closed_account_end_it()
    {
        var time = new FakeTime();
        await using var app = await RunningApp.StartAsync(DatabaseKind.Sqlite, time);
        var (older, agent) = await InviteAsync(app);
        var newer = (await app.Get<Invitations>().CreateAsync(agent.Id, 1, CancellationToken.None)).Value!.Path;
        Assert.Null(await FindAsync(older));
        Assert.NotNull(await FindAsync(newer));
        await app.Get<Accounts>().DisableAsync(agent.Id, CancellationToken.None);
        Assert.Null(await FindAsync(newer));
        await app.Get<Accounts>().EnableAsync(agent.Id, CancellationToken.None);
        time.Jump(Invitations.Lasts - TimeSpan.FromSeconds(1));
        Assert.NotNull(await FindAsync(newer));
        time.Jump(TimeSpan.FromSeconds(1));
        Assert.Null(await FindAsync(newer));

        Task<AgentInfo?> FindAsync(string link) => app.Get<Invitations>().FindAsync(link.Split('=')[1], CancellationToken.None);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_who_use_it_at_the_same_moment_one_comes_in(DatabaseKind kind)
    {
        await using var app = await RunningApp.StartAsync(kind);
        var (link, _) = await InviteAsync(app);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(
            () => app.Get<Invitations>().AcceptAsync(link.Split('=')[1], $"a mountain in spring {i}", CancellationToken.None))));
        Assert.Single(outcomes, outcome => outcome.Succeeded);
        Assert.All(outcomes.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal("invitation.invalid", outcome.Refusal?.Code));
    }

    private static async Task<(string Link, AgentInfo Agent)> InviteAsync(RunningApp app)
    {
        var admin = await app.AccountAsync(AgentRole.Admin);
        var agent = await app.AccountAsync(AgentRole.Agent, password: null);
        return ((await app.Get<Invitations>().CreateAsync(agent.Id, admin.Id, CancellationToken.None)).Value!.Path, agent);
    }
}
