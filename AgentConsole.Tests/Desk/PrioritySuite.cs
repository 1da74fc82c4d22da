using AgentConsole.People;
using AgentConsole.Rules;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Desk;

/// <summary>The laws of priorities, rules and policies at the one door, on each database.</summary>
public abstract class PrioritySuite(DatabaseKind kind) : OnEachDesk(kind)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    private PriorityRuleCatalog Rules => Host.Services.GetRequiredService<PriorityRuleCatalog>();

    private TicketCatalog Catalog => Host.Services.GetRequiredService<TicketCatalog>();

    private SlaCatalog Sla => Host.Services.GetRequiredService<SlaCatalog>();

    [Fact]
    public async Task The_first_rule_that_fits_gives_the_priority_and_the_journal_keeps_the_reason()
    {
        await RulesAsync(
            Rule("Outages", PriorityLevel.UrgentId, ConditionField.Text, "outage"), Rule("Refunds", PriorityLevel.LowId, ConditionField.Text, "outage", "refund"));

        var outage = await Host.OpenAsync("Total OUTAGE here, I want a refund");
        var other = await Host.OpenAsync("hello", visitor: "v2");

        Assert.Equal(PriorityLevel.UrgentId, outage.Ticket.PriorityId);
        Assert.Equal(PriorityLevel.NormalId, other.Ticket.PriorityId);
        Assert.Equal(SlaBook.Of([], []).Judge(outage.Ticket, outage.Ticket.UpdatedAt).DueAt, outage.Ticket.DueAt);
        var entry = Assert.Single(await Host.Queries.JournalAsync(outage.Ticket.Id, 50, default), row => row.Event is PriorityChanged);
        Assert.Equal((ActorKind.Rule, "Outages"), (entry.Actor.Kind, entry.Actor.Name));
        var because = Assert.Single(((PriorityChanged)entry.Event).Because!);
        Assert.Equal((ConditionField.Text, "outage"), (because.Field, Assert.Single(because.Values)));
    }

    [Fact]
    public async Task A_later_message_makes_a_ticket_more_urgent_never_less()
    {
        await RulesAsync(Rule("Refunds", PriorityLevel.LowId, ConditionField.Text, "refund"), Rule("Outages", PriorityLevel.HighId, ConditionField.Text, "outage"));
        var opened = await Host.OpenAsync("my refund");

        var raised = await Host.OpenAsync("now an outage");
        var kept = await Host.OpenAsync("and the refund?");

        Assert.Equal(PriorityLevel.LowId, opened.Ticket.PriorityId);
        Assert.Equal(PriorityLevel.HighId, raised.Ticket.PriorityId);
        Assert.Equal(PriorityLevel.HighId, kept.Ticket.PriorityId);
    }

    [Fact]
    public async Task What_a_person_chose_no_rule_changes()
    {
        await RulesAsync(Rule("Outages", PriorityLevel.UrgentId, ConditionField.Text, "outage"));
        await Host.OpenAsync("hello");
        await Host.DoAsync(new ChangePriority(Ana, 1, PriorityLevel.LowId));

        var kept = await Host.OpenAsync("it is an outage");

        Assert.Equal((PriorityLevel.LowId, true), (kept.Ticket.PriorityId, kept.Ticket.PriorityIsByHand));
        Assert.Equal(kept.Ticket, await Host.Queries.TicketAsync(1, default));
        Assert.Equal(kept.Ticket, TicketHistory.Replay(await Host.Queries.JournalAsync(1, 100, default)));
    }

    [Fact]
    public async Task What_the_customer_declared_and_who_they_are_are_conditions_too()
    {
        await RulesAsync(new PriorityRule(0, "Board", new AllOf([
            new FieldTest(ConditionField.Declared, ConditionOperator.AnyOf, ["cannot work"]), new FieldTest(ConditionField.Tier, ConditionOperator.AnyOf, ["Platinum"])]), PriorityLevel.UrgentId));

        var urgent = await WriteAsync("p", CustomerTier.Platinum, "Cannot work");
        var plain = await WriteAsync("s", CustomerTier.Standard, "Cannot work");
        var tooLong = await Host.TryAsync(new CustomerWrites(
            new Actor(ActorKind.Customer, 0, "x"), TicketChannel.Api, "x", Who: new NewCustomer(IdentityKind.Handle, "x", "x"), Declared: new string('x', 101)));

        Assert.Equal((PriorityLevel.UrgentId, "Cannot work"), (urgent.Ticket.PriorityId, urgent.Ticket.Declared));
        Assert.Equal(PriorityLevel.NormalId, plain.Ticket.PriorityId);
        Assert.Equal("ticket.declared", tooLong.Refusal?.Code);
    }

    [Fact]
    public async Task A_retired_level_keeps_its_tickets_and_is_given_to_no_other()
    {
        var before = Catalog.Priorities;
        IReadOnlyList<PriorityLevel> wanted = [.. before, new PriorityLevel(0, "Refund request", 0, "#7c3aed", PriorityMark.Diamond)];
        var made = (await Catalog.SavePrioritiesAsync(before, wanted, default)).Value![^1];
        await Host.OpenAsync("hello");
        await Host.DoAsync(new ChangePriority(Ana, 1, made.Id));

        await Catalog.SavePrioritiesAsync(Catalog.Priorities, [.. Catalog.Priorities.Where(level => level.Id != made.Id)], default);
        var second = await Host.OpenAsync("hello", visitor: "v2");
        var refused = await Host.TryAsync(new ChangePriority(Ana, second.Ticket.Id, made.Id));

        Assert.Equal(made.Id, (await Host.Queries.TicketAsync(1, default))!.PriorityId);
        Assert.True(Catalog.Priority(made.Id) is { IsRetired: true, Mark: PriorityMark.Diamond });
        Assert.Equal("priority.unknown", refused.Refusal?.Code);
        Assert.Equal("priority.changed_meanwhile", (await Catalog.SavePrioritiesAsync(before, wanted, default)).Refusal?.Code);
        Assert.Equal("priority.none_left", (await Catalog.SavePrioritiesAsync(Catalog.Priorities, [], default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_new_ticket_has_a_priority_where_normal_is_retired()
    {
        await Catalog.SavePrioritiesAsync(Catalog.Priorities, [.. Catalog.Priorities.Where(level => level.Id is PriorityLevel.HighId or PriorityLevel.UrgentId)], default);

        Assert.Equal(PriorityLevel.HighId, (await Host.OpenAsync("hello")).Ticket.PriorityId);
    }

    [Fact]
    public async Task Another_policy_judges_as_soon_as_a_field_that_conditions_read_changes()
    {
        var tag = await Catalog.AddTagAsync("wholesale");
        await Sla.AddAsync(
            [
                SlaDefaults.Policy(),
                SlaDefaults.Policy() with { Id = 2, IsDefault = false, Name = "Wholesale", When = new FieldTest(ConditionField.Tags, ConditionOperator.AnyOf, [$"{tag.Id}"]) },
                SlaDefaults.Policy() with { Id = 3, IsDefault = false, Order = 1, Name = "Gold", When = new FieldTest(ConditionField.Tier, ConditionOperator.AnyOf, ["Gold"]) },
            ],
            [SlaDefaults.Calendar()], default);

        var gold = await WriteAsync("g", CustomerTier.Gold, null);
        var plain = await WriteAsync("s", CustomerTier.Standard, null);
        var tagged = await Host.DoAsync(new ChangeTags(Ana, gold.Ticket.Id, [tag.Id], []));
        var back = await Host.DoAsync(new ChangeTags(Ana, gold.Ticket.Id, [], [tag.Id]));

        Assert.Equal([3, 1, 2, 3], new[] { gold, plain, tagged, back }.Select(result => result.Ticket.Sla.PolicyId));
    }

    [Fact]
    public async Task A_policy_that_another_process_stored_judges_from_the_next_commit_on()
    {
        await Host.OpenAsync("hello");
        using (var elsewhere = new SlaCatalog(Database.Contexts)) await elsewhere.AddAsync([SlaDefaults.Policy() with { Version = 6 }], [SlaDefaults.Calendar()], default);

        Assert.Equal(6, (await Host.OpenAsync("again")).Ticket.Sla.PolicyVersion);
    }

    private Task<CommandResult> WriteAsync(string handle, CustomerTier tier, string? declared) => Host.DoAsync(new CustomerWrites(
        new Actor(ActorKind.Customer, 0, handle), TicketChannel.Api, "hello", Who: new NewCustomer(IdentityKind.Handle, handle, handle, Tier: tier), Declared: declared));

    private static PriorityRule Rule(string name, int priority, ConditionField field, params string[] words) =>
        new(0, name, new FieldTest(field, ConditionOperator.Contains, words, WholeWords: true), priority);

    private async Task RulesAsync(params PriorityRule[] rules)
    {
        var saved = await Rules.SaveAsync(Rules.Book.Version, rules, Catalog.HasPriority, DateTimeOffset.UnixEpoch, "Ana", default);
        Assert.True(saved.Succeeded, saved.Refusal?.ToString());
    }
}

public sealed class PrioritiesOnSqlite() : PrioritySuite(DatabaseKind.Sqlite);

public sealed class PrioritiesOnPostgres() : PrioritySuite(DatabaseKind.Postgres);
