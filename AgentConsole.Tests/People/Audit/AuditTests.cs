using System.Security.Claims;
using AgentConsole.People;
using AgentConsole.People.Audit;
using AgentConsole.People.Identity;
using AgentConsole.People.Links;
using AgentConsole.People.Tokens;
using AgentConsole.Rules;
using AgentConsole.Sites;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Macros;

namespace AgentConsole.Tests.People.Audit;

/// <summary>Each change of a setting is written down with who made it, in the transaction of the change.</summary>
public sealed class AuditTests
{
    private const string Secret = "a river in summer";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whatever_is_changed_has_a_line_with_who_did_it_and_no_secret(DatabaseKind kind)
    {
        await using var app = await RunningApp.StartAsync(kind);
        var ada = await app.AccountAsync(AgentRole.Admin);
        var bor = await app.AccountAsync(AgentRole.Agent);
        As(ada);

        var team = (await app.Get<Teams>().CreateAsync("Night", [bor.Id], default)).Value!;
        await app.Get<Teams>().ChangeAsync(team.Id, "Nights", [], default);
        await app.Get<Accounts>().ChangeAsync(bor.Id, new AccountWish("Bor B.", AgentRole.Supervisor, [team.Id]), default);
        await app.Get<Accounts>().SetPasswordAsync(bor.Id, Secret, default);
        await app.Get<Accounts>().LockAsync(bor.Id, default);
        await app.Get<Accounts>().UnlockAsync(bor.Id, default);
        var invitation = (await app.Get<Invitations>().CreateAsync(bor.Id, ada.Id, default)).Value!;
        var token = (await app.Get<ApiTokens>().CreateAsync("Sheet", Permissions.SlaSimulate, ada.Id, default)).Value!;
        await app.Get<ApiTokens>().RevokeAsync(token.Info.Id, default);
        await app.Get<ApiTokens>().RevokeAsync(token.Info.Id, default);
        var link = (await app.Get<WallLinks>().CreateAsync("Hall", ada.Id, default)).Value!;
        await app.Get<WallLinks>().RevokeAsync(link.Link.Id, default);
        var site = (await app.Get<SiteCatalog>().CreateAsync(new SiteWish("Shop", "https://shop.example", team.Id, Site.DefaultColour, ""), default)).Value!;
        await app.Get<SiteCatalog>().CloseAsync(site, default);
        var macro = (await app.Get<MacroCatalog>().SaveAsync(new Macro { Name = "Thanks", Text = "Thank you" }, default)).Value!;
        await app.Get<MacroCatalog>().SaveAsync(new Macro { Name = "My own", Scope = MacroScope.Personal, ScopeId = ada.Id, Text = "Hi" }, default);
        await app.Get<MacroCatalog>().DeleteAsync(macro.Id, default);
        await app.Get<SlaCatalog>().SaveAsync([SlaDefaults.Policy() with { Version = 2, Name = "House" }], [SlaDefaults.Calendar() with { Version = 2, TimeZone = "Asia/Beirut" }], DateTimeOffset.UnixEpoch, ada.Name, default);
        var levels = app.Get<TicketCatalog>().Priorities;
        await app.Get<TicketCatalog>().SavePrioritiesAsync(levels, [levels[1], levels[0], .. levels.Skip(2), new PriorityLevel(0, "Refund", 0, "#aa0000")], default);
        var rule = new PriorityRule(0, "Outages", new FieldTest(ConditionField.Subject, ConditionOperator.Contains, ["outage"]), PriorityLevel.UrgentId);
        await app.Get<PriorityRuleCatalog>().SaveAsync(app.Get<PriorityRuleCatalog>().Book.Version, [rule], _ => true, DateTimeOffset.UnixEpoch, ada.Name, default);

        var (rows, _) = await app.Get<AuditLog>().ReadAsync(new AuditQuery(ById: ada.Id), default);
        Assert.Equal(
            [
                (AuditThing.Team, AuditKind.Made, "Night"), (AuditThing.Team, AuditKind.Changed, "Nights"),
                (AuditThing.Account, AuditKind.Changed, "Bor B."), (AuditThing.Account, AuditKind.Changed, "Bor B."), (AuditThing.Account, AuditKind.Changed, "Bor B."), (AuditThing.Account, AuditKind.Changed, "Bor B."),
                (AuditThing.Invitation, AuditKind.Made, "Bor B."), (AuditThing.Token, AuditKind.Made, "Sheet"), (AuditThing.Token, AuditKind.Removed, "Sheet"),
                (AuditThing.WallLink, AuditKind.Made, "Hall"), (AuditThing.WallLink, AuditKind.Removed, "Hall"),
                (AuditThing.Site, AuditKind.Made, "Shop"), (AuditThing.Site, AuditKind.Changed, "Shop"),
                (AuditThing.Macro, AuditKind.Made, "Thanks"), (AuditThing.Macro, AuditKind.Removed, "Thanks"),
                (AuditThing.Policy, AuditKind.Changed, "House"), (AuditThing.Calendar, AuditKind.Changed, "Office hours"),
                (AuditThing.Priority, AuditKind.Made, "Refund"), (AuditThing.Priority, AuditKind.Changed, ""), (AuditThing.PriorityRule, AuditKind.Made, "Outages"),
            ],
            rows.Reverse().Select(row => (row.Thing, row.Kind, row.ThingName)));
        Assert.All(rows, row => Assert.Equal(ada.Name, row.ByName));
        Assert.Equal([new("name", "Night", "Nights"), new("members", "Agent 2", null)], Changes(rows, AuditThing.Team, AuditKind.Changed));
        Assert.Equal([new("name", "Standard", "House")], Changes(rows, AuditThing.Policy, AuditKind.Changed));
        Assert.Equal([new("timeZone", "Etc/UTC", "Asia/Beirut")], Changes(rows, AuditThing.Calendar, AuditKind.Changed));
        Assert.Contains(rows, row => AuditDiff.Read(row.Changes).SequenceEqual([new AuditChange("password", null, "new")]));
        foreach (var secret in new[] { Secret, token.Token, link.Token, invitation.Path.Split('=')[1] })
            Assert.DoesNotContain(rows, row => row.Changes.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_is_refused_or_changes_nothing_leaves_no_line(DatabaseKind kind)
    {
        await using var app = await RunningApp.StartAsync(kind);
        var ada = await app.AccountAsync(AgentRole.Admin);
        As(ada);
        var team = (await app.Get<Teams>().CreateAsync("Night", [], default)).Value!;
        var newest = await NewestAsync(app);

        Assert.Equal("team.name_taken", (await app.Get<Teams>().CreateAsync("Night", [], default)).Refusal?.Code);
        Assert.Equal("account.last_admin", (await app.Get<Accounts>().LockAsync(ada.Id, default)).Refusal?.Code);
        await app.Get<Teams>().ChangeAsync(team.Id, "Night", [], default);
        await app.Get<Accounts>().UnlockAsync(ada.Id, default);
        await app.Get<ApiTokens>().RevokeAsync(77, default);
        await app.Get<MacroCatalog>().DeleteAsync(77, default);

        Assert.Equal(newest, await NewestAsync(app));
    }

    [Fact]
    public async Task It_is_read_by_person_thing_and_page_newest_first_and_a_program_has_no_name()
    {
        await using var app = await RunningApp.StartAsync();
        var (ada, eva) = (await app.AccountAsync(AgentRole.Admin), await app.AccountAsync(AgentRole.Admin));
        As(ada);
        for (var i = 0; i <= AuditLog.Page; i++) await app.Get<Teams>().CreateAsync($"Team {i}", [], default);
        As(eva);
        await app.Get<WallLinks>().CreateAsync("Hall", eva.Id, default);
        var log = app.Get<AuditLog>();

        var (first, hasOlder) = await log.ReadAsync(new AuditQuery(ada.Id, AuditThing.Team), default);
        Assert.Equal((AuditLog.Page, true, "Team 50"), (first.Count, hasOlder, first[0].ThingName));
        var (rest, more) = await log.ReadAsync(new AuditQuery(ada.Id, AuditThing.Team, Before: first[^1].Id), default);
        Assert.Equal(("Team 0", false), (Assert.Single(rest).ThingName, more));
        Assert.Equal("Hall", Assert.Single((await log.ReadAsync(new AuditQuery(eva.Id), default)).Rows).ThingName);
        Assert.Equal([ada.Id, eva.Id], (await log.PeopleAsync(default)).Order());
        var (accounts, _) = await log.ReadAsync(new AuditQuery(Thing: AuditThing.Account), default);
        Assert.All(accounts, row => Assert.Equal((null, ""), (row.ById, row.ByName)));
    }

    private static void As(AgentInfo agent) => Acting.As(new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, $"{agent.Id}"), new Claim(ClaimTypes.Name, agent.Name)], PersonClaims.AccountIdentity)));

    private static IReadOnlyList<AuditChange> Changes(IReadOnlyList<AuditRow> rows, AuditThing thing, AuditKind kind) =>
        AuditDiff.Read(Assert.Single(rows, row => row.Thing == thing && row.Kind == kind).Changes);

    private static async Task<long> NewestAsync(RunningApp app) => (await app.Get<AuditLog>().ReadAsync(new AuditQuery(), default)).Rows[0].Id;
}
