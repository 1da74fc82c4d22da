using System.Net;
using AgentConsole.People;
using AgentConsole.Tests.Support;
using Microsoft.AspNetCore.Authorization;

namespace AgentConsole.Tests.People;

public sealed class PermissionTable(SharedApp shared) : IClassFixture<SharedApp>
{
    [Theory]
    [InlineData(Permissions.InboxRead, "Agent Supervisor Admin")]
    [InlineData(Permissions.TicketWrite, "Agent Supervisor Admin")]
    [InlineData(Permissions.TicketAssign, "Agent Supervisor Admin")]
    [InlineData(Permissions.VisitorBan, "Agent Supervisor Admin")]
    [InlineData(Permissions.LiveStream, "Agent Supervisor Admin")]
    [InlineData(Permissions.AccountOwn, "Agent Supervisor Admin")]
    [InlineData(Permissions.WallView, "Supervisor Admin")]
    [InlineData(Permissions.WallLink, "Supervisor Admin")]
    [InlineData(Permissions.TeamManage, "Supervisor Admin")]
    [InlineData(Permissions.AccountManage, "Admin")]
    [InlineData(Permissions.SettingsManage, "Admin")]
    [InlineData(Permissions.TagManage, "Supervisor Admin")]
    [InlineData("no.such", "")]
    public void Each_permission_has_its_roles(string permission, string roles) =>
        Assert.Equal(roles, string.Join(' ', Enum.GetValues<AgentRole>().Where(role => Permissions.Allows(role, permission))));

    [Fact]
    public async Task Each_permission_is_a_policy_and_answers_as_the_table()
    {
        var app = shared.App;
        var authorization = app.Get<IAuthorizationService>();
        foreach (var permission in Permissions.Table.Keys)
        {
            foreach (var role in Enum.GetValues<AgentRole>())
            {
                var user = PersonClaims.Principal(new AgentConsole.People.Identity.Account { Id = 1, DisplayName = "Ana", Role = role });
                Assert.Equal(Permissions.Allows(role, permission), (await authorization.AuthorizeAsync(user, permission)).Succeeded);
            }
        }
    }

    [Fact]
    public async Task What_a_role_may_not_open_says_so()
    {
        var app = shared.App;
        var agent = await app.SignedInAsync(AgentRole.Agent);
        var denied = await agent.GetAsync("/access-denied");
        Assert.Equal(HttpStatusCode.Forbidden, denied.Status);
        Assert.Contains("You may not open this", denied.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The wall", denied.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_who_asks_for_the_wall_is_told_whose_it_is()
    {
        var agent = await shared.App.SignedInAsync(AgentRole.Agent);
        var told = await agent.GetAsync((await agent.GetAsync("/wall")).To!);
        Assert.Contains("The wall is made for a screen that supervisors put up", told.Text, StringComparison.Ordinal);
    }
}
