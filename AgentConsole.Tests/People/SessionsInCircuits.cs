using System.Security.Claims;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.People.Links;
using AgentConsole.Tests.Support;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgentConsole.Tests.People;

/// <summary>A circuit lives for hours without a request: what happens to its person happens to it at once.</summary>
public sealed class SessionsInCircuits(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task A_disabled_account_is_a_stranger_in_its_circuits_at_once()
    {
        var app = shared.App;
        var agent = await app.AccountAsync(AgentRole.Agent);
        using var circuit = Open(app, PersonClaims.Principal((await app.Get<Accounts>().AccountAsync(agent.Id, CancellationToken.None))!));

        await app.Get<Accounts>().DisableAsync(agent.Id, CancellationToken.None);

        Assert.False((await circuit.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task A_changed_role_ends_the_circuits_that_carry_the_old_one()
    {
        var app = shared.App;
        await app.AccountAsync(AgentRole.Admin);
        var agent = await app.AccountAsync(AgentRole.Admin);
        using var circuit = Open(app, PersonClaims.Principal((await app.Get<Accounts>().AccountAsync(agent.Id, CancellationToken.None))!));
        await app.Get<Accounts>().ChangeRoleAsync(agent.Id, AgentRole.Agent, CancellationToken.None);
        Assert.False((await circuit.GetAuthenticationStateAsync()).User.May(Permissions.SettingsManage));
    }

    [Fact]
    public async Task A_revoked_wall_link_loses_its_screen_at_once()
    {
        var app = shared.App;
        var agent = await app.AccountAsync(AgentRole.Supervisor);
        var link = (await app.Get<WallLinks>().CreateAsync("Hall", agent.Id, CancellationToken.None)).Value!;
        using var circuit = Open(app, new ClaimsPrincipal([new ClaimsIdentity(), PersonClaims.Wall(link.Link)]));
        Assert.True((await circuit.GetAuthenticationStateAsync()).User.May(Permissions.WallView));

        await app.Get<WallLinks>().RevokeAsync(link.Link.Id, CancellationToken.None);

        Assert.False((await circuit.GetAuthenticationStateAsync()).User.May(Permissions.WallView));
    }

    [Fact]
    public async Task Other_peoples_changes_leave_a_circuit_alone()
    {
        var app = shared.App;
        var agent = await app.AccountAsync(AgentRole.Agent);
        using var circuit = Open(app, PersonClaims.Principal((await app.Get<Accounts>().AccountAsync(agent.Id, CancellationToken.None))!));
        var told = 0;
        circuit.AuthenticationStateChanged += _ => told++;
        var colleague = await app.AccountAsync(AgentRole.Agent);
        await app.Get<Accounts>().DisableAsync(colleague.Id, CancellationToken.None);
        await app.Get<Accounts>().ChangeLanguageAsync(agent.Id, "sl", CancellationToken.None);
        Assert.Equal(0, told);
    }

    private static CircuitSession Open(RunningApp app, ClaimsPrincipal user)
    {
        var circuit = new CircuitSession(app.Get<AgentDirectory>());
        circuit.SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
        circuit.Watch();
        return circuit;
    }
}
