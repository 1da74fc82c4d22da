using System.Net;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.People.Links;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.People;

/// <summary>What admins do to accounts, and what people do to their own.</summary>
public sealed class ManagingAccounts
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_last_admin_stays_whatever_is_asked(DatabaseKind kind)
    {
        await using var app = await RunningApp.StartAsync(kind);
        var accounts = app.Get<Accounts>();
        var admin = await app.AccountAsync(AgentRole.Admin);
        await app.AccountAsync(AgentRole.Supervisor);
        var gone = await app.AccountAsync(AgentRole.Admin);
        await accounts.DisableAsync(gone.Id, CancellationToken.None);
        var locked = await app.AccountAsync(AgentRole.Admin);
        await accounts.LockAsync(locked.Id, CancellationToken.None);

        foreach (var refused in (Func<Task<AgentConsole.Common.Outcome<AgentInfo>>>[])
            [
                () => accounts.DisableAsync(admin.Id, CancellationToken.None),
                () => accounts.LockAsync(admin.Id, CancellationToken.None),
                () => accounts.ChangeRoleAsync(admin.Id, AgentRole.Agent, CancellationToken.None),
                () => accounts.ChangeAsync(admin.Id, new AccountWish("Ana", AgentRole.Supervisor, []), CancellationToken.None),
            ])
            Assert.Equal("account.last_admin", (await refused()).Refusal?.Code);

        var after = (await accounts.ListAsync(CancellationToken.None)).Single(account => account.Agent.Id == admin.Id);
        Assert.Equal((AgentRole.Admin, admin.Name, null, null), (after.Agent.Role, after.Agent.Name, after.DisabledAt, after.LockedUntil));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_admins_who_take_each_others_role_away_at_the_same_moment_one_stays(DatabaseKind kind)
    {
        await using var app = await RunningApp.StartAsync(kind);
        var accounts = app.Get<Accounts>();
        var admins = new List<long>();
        for (var i = 0; i < 4; i++) admins.Add((await app.AccountAsync(AgentRole.Admin, password: null)).Id);

        var outcomes = await Task.WhenAll(admins.Select(id => Task.Run(() => accounts.ChangeRoleAsync(id, AgentRole.Agent, CancellationToken.None))));

        Assert.Single(outcomes, outcome => outcome.Refusal?.Code == "account.last_admin");
        Assert.Single(app.Get<AgentDirectory>().Agents, agent => agent.Role == AgentRole.Admin);
    }

    [Fact]
    public async Task A_locked_account_is_out_until_it_is_unlocked_and_wrong_passwords_are_forgiven_then()
    {
        await using var app = await RunningApp.StartAsync();
        await app.AccountAsync(AgentRole.Admin);
        var agent = await app.AccountAsync(AgentRole.Agent);
        var visitor = app.NewVisitor();
        await visitor.SignInAsync(agent.Email);

        await app.Get<Accounts>().LockAsync(agent.Id, CancellationToken.None);

        Assert.StartsWith("/sign-in", (await visitor.GetAsync("/inbox")).To, StringComparison.Ordinal);
        var refused = await app.Get<SignIn>().CheckAsync(agent.Email, RunningApp.Password, CancellationToken.None);
        Assert.Equal("sign_in.locked_by_admin", refused.Refusal?.Code);
        Assert.Equal("account.unknown", (await app.Get<Invitations>().CreateAsync(agent.Id, 1, CancellationToken.None)).Refusal?.Code);
        await app.Get<Accounts>().UnlockAsync(agent.Id, CancellationToken.None);
        Assert.True((await app.Get<SignIn>().CheckAsync(agent.Email, RunningApp.Password, CancellationToken.None)).Succeeded);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_change_sets_name_role_and_teams_together_and_another_role_ends_the_sessions(DatabaseKind kind)
    {
        await using var app = await RunningApp.StartAsync(kind);
        var (accounts, teams) = (app.Get<Accounts>(), app.Get<Teams>());
        var agent = await app.AccountAsync(AgentRole.Agent);
        var team = (await teams.CreateAsync("Orders", [], CancellationToken.None)).Value!;
        var visitor = app.NewVisitor();
        await visitor.SignInAsync(agent.Email);

        await accounts.ChangeAsync(agent.Id, new AccountWish("Bor", AgentRole.Agent, [team.Id]), CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).Status);
        Assert.Equal("team.unknown", (await accounts.ChangeAsync(agent.Id, new AccountWish("Bor", AgentRole.Agent, [999]), CancellationToken.None)).Refusal?.Code);
        var changed = (await accounts.ChangeAsync(agent.Id, new AccountWish(" Bor Z. ", AgentRole.Supervisor, []), CancellationToken.None)).Value!;

        Assert.Equal(("Bor Z.", AgentRole.Supervisor), (changed.Name, changed.Role));
        Assert.Empty(changed.TeamIds);
        Assert.StartsWith("/sign-in", (await visitor.GetAsync("/account")).To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_is_made_renamed_and_filled_and_names_are_each_teams_own()
    {
        await using var app = await RunningApp.StartAsync();
        var teams = app.Get<Teams>();
        var agent = await app.AccountAsync(AgentRole.Agent);
        var orders = (await teams.CreateAsync(" Orders ", [agent.Id], CancellationToken.None)).Value!;
        Assert.Equal("Orders", orders.Name);
        Assert.Equal([orders.Id], app.Get<AgentDirectory>().Agent(agent.Id)!.TeamIds);
        await teams.CreateAsync("Billing", [], CancellationToken.None);

        Assert.Equal("team.name_taken", (await teams.ChangeAsync(orders.Id, "Billing", [], CancellationToken.None)).Refusal?.Code);
        Assert.Equal("team.name_empty", (await teams.CreateAsync(" ", [], CancellationToken.None)).Refusal?.Code);
        Assert.Equal("team.name_too_long", (await teams.CreateAsync(new string('x', 101), [], CancellationToken.None)).Refusal?.Code);
        Assert.Equal("team.not_text", (await teams.CreateAsync("a\0b", [], CancellationToken.None)).Refusal?.Code);
        Assert.Equal("team.unknown", (await teams.ChangeAsync(999, "Other", [], CancellationToken.None)).Refusal?.Code);
        Assert.Equal("agent.unknown", (await teams.ChangeAsync(orders.Id, "Orders", [999], CancellationToken.None)).Refusal?.Code);
        Assert.True((await teams.ChangeAsync(orders.Id, "Orders EU", [], CancellationToken.None)).Succeeded);
        Assert.Empty(app.Get<AgentDirectory>().Agent(agent.Id)!.TeamIds);
        Assert.Equal("Orders EU", app.Get<AgentDirectory>().Team(orders.Id)!.Name);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_and_the_old_one_is_asked()
    {
        await using var app = await RunningApp.StartAsync();
        var agent = await app.AccountAsync(AgentRole.Agent);
        var (here, elsewhere) = (app.NewVisitor(), app.NewVisitor());
        await here.SignInAsync(agent.Email);
        await elsewhere.SignInAsync(agent.Email);

        var wrong = await here.SubmitAsync("/account", "password", ("CurrentPassword", "not this one"), ("NewPassword", "a mountain in spring"));
        Assert.Contains("This is not your current password.", wrong.Text, StringComparison.Ordinal);
        var weak = await here.SubmitAsync("/account", "password", ("CurrentPassword", RunningApp.Password), ("NewPassword", "short"));
        Assert.Contains("A password has at least 10 characters.", weak.Text, StringComparison.Ordinal);
        var done = await here.SubmitAsync("/account", "password", ("CurrentPassword", RunningApp.Password), ("NewPassword", "a mountain in spring"));

        Assert.Contains("The password is changed.", done.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account")).Status);
        Assert.StartsWith("/sign-in", (await elsewhere.GetAsync("/account")).To, StringComparison.Ordinal);
        Assert.Equal("/inbox", (await app.NewVisitor().SignInAsync(agent.Email, "a mountain in spring")).To);
    }

    [Fact]
    public async Task A_name_is_changed_by_its_owner_and_has_its_rules()
    {
        await using var app = await RunningApp.StartAsync();
        var agent = await app.AccountAsync(AgentRole.Agent);
        var visitor = app.NewVisitor();
        await visitor.SignInAsync(agent.Email);
        Assert.Contains("Say what you are called.", (await visitor.SubmitAsync("/account", "name", ("Name", " "))).Text, StringComparison.Ordinal);
        Assert.Contains("Your name is saved.", (await visitor.SubmitAsync("/account", "name", ("Name", "Ana <b>K</b>"))).Text, StringComparison.Ordinal);
        Assert.Equal("Ana <b>K</b>", app.Get<AgentDirectory>().Agent(agent.Id)!.Name);
    }
}
