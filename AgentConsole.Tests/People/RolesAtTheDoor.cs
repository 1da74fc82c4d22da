using System.Net;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.Tests.Support;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.People;

/// <summary>Role by role, what opens and what doesn't.</summary>
public sealed class RolesAtTheDoor(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Opens = "opens", Denied = "/access-denied", SignIn = "/sign-in";

    [Theory]
    [InlineData("/inbox", Opens, Opens, Opens)]
    [InlineData("/inbox/1", Opens, Opens, Opens)]
    [InlineData("/ticket/1", Opens, Opens, Opens)]
    [InlineData("/account", Opens, Opens, Opens)]
    [InlineData("/wall", Denied, Opens, Opens)]
    [InlineData("/wall/links", Denied, Opens, Opens)]
    [InlineData("/settings", Denied, Opens, Opens)]
    [InlineData("/settings/sites", Denied, Denied, Opens)]
    [InlineData("/settings/accounts", Denied, Denied, Opens)]
    [InlineData("/settings/teams", Denied, Opens, Opens)]
    [InlineData("/settings/calendars", Denied, Denied, Opens)]
    [InlineData("/settings/calendars/1", Denied, Denied, Opens)]
    [InlineData("/settings/tokens", Denied, Denied, Opens)]
    public async Task A_page_opens_to_the_roles_of_its_permission(string path, string agent, string supervisor, string admin)
    {
        var app = shared.App;
        Assert.Equal(SignIn, Says(await app.NewVisitor().GetAsync(path)));
        Assert.Equal(agent, Says(await (await app.SignedInAsync(AgentRole.Agent)).GetAsync(path)));
        Assert.Equal(supervisor, Says(await (await app.SignedInAsync(AgentRole.Supervisor)).GetAsync(path)));
        Assert.Equal(admin, Says(await (await app.SignedInAsync(AgentRole.Admin)).GetAsync(path)));
    }

    [Fact]
    public async Task A_wall_link_opens_the_wall_and_no_other_page()
    {
        var app = shared.App;
        var supervisor = await app.AccountAsync(AgentRole.Supervisor);
        var link = (await app.Get<AgentConsole.People.Links.WallLinks>().CreateAsync("Hall", supervisor.Id, CancellationToken.None)).Value!;
        var screen = app.NewVisitor();
        await screen.GetAsync(link.Path);
        Assert.Equal(Opens, Says(await screen.GetAsync("/wall")));
        foreach (var path in (string[])["/inbox", "/inbox/1", "/ticket/1", "/account", "/wall/links"]) Assert.Equal(SignIn, Says(await screen.GetAsync(path)));
    }

    [Fact]
    public async Task The_live_hub_is_closed_to_strangers_and_to_wall_screens()
    {
        var app = shared.App;
        const string Hub = "/hubs/live/negotiate?negotiateVersion=1";
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.NewVisitor().PostAsync(Hub)).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await app.SignedInAsync(AgentRole.Agent)).PostAsync(Hub)).Status);
        var supervisor = await app.AccountAsync(AgentRole.Supervisor);
        var screen = app.NewVisitor();
        await screen.GetAsync((await app.Get<AgentConsole.People.Links.WallLinks>().CreateAsync("Hall", supervisor.Id, CancellationToken.None)).Value!.Path);
        Assert.Equal(HttpStatusCode.Unauthorized, (await screen.PostAsync(Hub)).Status);
    }

    [Fact]
    public async Task Circuits_ask_the_provider_that_ends_with_the_account()
    {
        var app = shared.App;
        await using var circuit = app.Services.CreateAsyncScope();
        Assert.IsType<CircuitSession>(circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>());
    }

    private static string Says(Answer answer) => answer.Status == HttpStatusCode.OK ? Opens : answer.To?.Split('?')[0] ?? answer.Status.ToString();
}
