using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.People.Setup;
using AgentConsole.Rules;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Macros;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Views;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Demo;

/// <summary>Makes the company that the stories happen in: people, teams, tags, agreement, site. What is there already is used.</summary>
internal sealed class DemoCompany(
    IDbContextFactory<DeskDb> databases, Accounts accounts, AgentDirectory directory, TicketCatalog tickets, MacroCatalog macros, FieldCatalog fields, ViewCatalog views, SlaCatalog sla,
    PriorityRuleCatalog rules, RoutingCatalog routing, LifeCatalog life, DemoSite site, TimeProvider time)
{
    private static readonly IReadOnlyDictionary<string, (string Text, string Ground)> _colours = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["outage"] = ("#7d1a1a", "#ffe0e0"),
        ["security"] = ("#7d1a1a", "#ffe0e0"),
        ["refund"] = ("#5c3d00", "#ffefc2"),
        ["payment"] = ("#5c3d00", "#ffefc2"),
        ["delivery"] = ("#0b4a6f", "#d8efff"),
        ["wholesale"] = ("#14532d", "#d9f7e3"),
        ["spam"] = ("#3f3f46", "#e4e4e7"),
    };

    public async Task<DemoCast> MakeAsync(IEnumerable<string> tags, CancellationToken cancellationToken)
    {
        await directory.ReloadAsync(cancellationToken);
        var teams = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in DemoNames.Teams)
            teams[name] = (directory.Teams.FirstOrDefault(team => team.Name == name) ?? await accounts.AddTeamAsync(name, cancellationToken)).Id;

        var skills = await SkillsAsync(teams, cancellationToken);
        var staff = directory.Agents.ToList();
        if (staff.Count == 0) staff.Add(await HireAsync(DemoNames.Admin, teams, skills, cancellationToken));
        foreach (var colleague in DemoNames.Colleagues)
        {
            var hired = await HireAsync(colleague, teams, skills, cancellationToken);
            if (staff.TrueForAll(agent => agent.Id != hired.Id)) staff.Add(hired);
        }

        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (text, ground) = _colours.GetValueOrDefault(name, ("#1b1f24", "#dbe4ff"));
            ids[name] = (await tickets.AddTagAsync(name, text, ground, isPublic: name is "refund" or "delivery", cancellationToken)).Id;
        }

        var carrier = await DemoLife.MakeAsync(life, teams["Orders"], cancellationToken);
        // One that is there by its name already is the company's own.
        foreach (var macro in DemoMacros.All(tickets.Tags, directory.Teams, carrier)) await macros.SaveAsync(macro, cancellationToken);
        foreach (var field in DemoViews.Fields) await fields.SaveAsync(field, cancellationToken);
        foreach (var view in DemoViews.Views(fields.All, directory.Teams)) await views.SaveAsync(view, cancellationToken);
        var book = await BookAsync(cancellationToken);
        return new DemoCast(staff, teams, ids, await site.MakeAsync(teams["Orders"], cancellationToken), book)
        {
            CarrierStatus = carrier,
        };
    }

    private async Task<AgentInfo> HireAsync(NewColleague who, Dictionary<string, long> teams, IReadOnlyList<Skill> skills, CancellationToken cancellationToken)
    {
        // Nobody here has a password: a demonstration signs in by the links it prints.
        // Who is there already came with a filling that broke off.
        if (directory.Agents.FirstOrDefault(agent => string.Equals(agent.Email, who.Email, StringComparison.OrdinalIgnoreCase)) is { } there) return there;
        var made = await accounts.CreateAsync(
            new NewAccount(who.Name, who.Email, Password: null, who.Role, [.. who.Teams.Select(team => teams[team])], who.Language)
            {
                Ability = new AgentAbility(who.Seniority, who.Capacity, [.. skills.Where(skill => who.Speaks.Contains(skill.Name)).Select(skill => skill.Id)]),
            },
            cancellationToken);
        return made.Succeeded ? made.Value : throw new InvalidOperationException($"The demonstration can't add {who.Email}: {made.Refusal}");
    }

    /// <summary>What agents can do and whom teams bring in; a company that has set that itself keeps it.</summary>
    private async Task<IReadOnlyList<Skill>> SkillsAsync(Dictionary<string, long> teams, CancellationToken cancellationToken)
    {
        if (routing.Book.Version == 0) await routing.SaveAsync(0, DemoRouting.Rules(teams), time.Instant(), DemoNames.Company, cancellationToken);
        return routing.Book.Rules.Skills;
    }

    /// <summary>The agreements in force; where none is stored, the demonstration's own, with its priority and its rules.</summary>
    private async Task<SlaBook> BookAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<SlaPolicyRow>().AnyAsync(cancellationToken)) return await sla.ReloadAsync(cancellationToken);
        var levels = await tickets.SavePrioritiesAsync(tickets.Priorities, DemoPolicies.Levels(tickets.Priorities), cancellationToken);
        if (!levels.Succeeded) throw new InvalidOperationException($"The demonstration can't make its priority: {levels.Refusal}");
        var refund = levels.Value.First(level => level.Name == DemoPolicies.RefundLevel).Id;
        var saved = await rules.SaveAsync(rules.Book.Version, DemoPolicies.Rules(refund), tickets.HasPriority, time.Instant(), DemoNames.Company, cancellationToken);
        // Refused where a filling that broke off has made them.
        if (!saved.Succeeded && rules.Book.Rules.Count == 0) throw new InvalidOperationException($"The demonstration can't make its rules: {saved.Refusal}");
        // A company that was set up has a calendar by its own clock.
        var zone = await db.Set<Setting>().FirstOrDefaultAsync(setting => setting.Key == Setting.TimeZone, cancellationToken);
        if (zone is null)
        {
            db.Add(new Setting(Setting.TimeZone, DemoPolicies.ShopHours.TimeZone));
            await db.SaveChangesAsync(cancellationToken);
        }

        var version = await db.Set<SlaCalendarRow>().Where(row => row.Id == SlaDefaults.CalendarId).MaxAsync(row => (int?)row.Version, cancellationToken) ?? 0;
        var hours = DemoPolicies.ShopHours with { Version = version + 1, TimeZone = zone?.Value ?? DemoPolicies.ShopHours.TimeZone };
        return await sla.AddAsync(DemoPolicies.Policies(refund), [hours], cancellationToken);
    }
}
