using AgentConsole.Rules;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Tags;
using AgentConsole.Tickets.Views;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Tickets.Tags;

/// <summary>A condition names a tag by its number: what becomes of the tag becomes of the condition.</summary>
public sealed class FollowingTags() : OnEachDesk(DatabaseKind.Sqlite)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    [Fact]
    public async Task Of_two_tags_one_is_made_and_views_skills_policies_and_rules_name_it()
    {
        var catalog = Host.Services.GetRequiredService<TicketCatalog>();
        var (old, into, other) = (await catalog.AddTagAsync("refund"), await catalog.AddTagAsync("refunds"), await catalog.AddTagAsync("late"));
        var when = new AllOf([new NotThat(Has(other)), new AnyOf([Has(old), Has(other, old, into)])]);
        var followed = ConditionJson.Write<Condition>(new AllOf([new NotThat(Has(other)), new AnyOf([Has(into), Has(other, into)])]));
        var (views, routing, rules, sla) = (Get<ViewCatalog>(), Get<RoutingCatalog>(), Get<PriorityRuleCatalog>(), Get<SlaCatalog>());
        var now = TimeProvider.System.GetUtcNow();
        await views.SaveAsync(new SavedView { Name = "Refunds", When = when, Order = InboxOrder.Newest }, default);
        await views.SaveAsync(new SavedView { Name = "Late", When = Has(other), Order = InboxOrder.Newest }, default);
        await routing.SaveAsync(routing.Book.Version, RoutingRules.Usual with { Skills = [new Skill(0, "Money", when)] }, now, "Ana", default);
        await rules.SaveAsync(rules.Book.Version, [new PriorityRule(0, "Money first", when, PriorityLevel.HighId)], _ => true, now, "Ana", default);
        var policy = sla.Book.Policies[^1] with { Id = await sla.NextPolicyIdAsync(default), Version = 1, Name = "Money", IsDefault = false, Order = 0, When = when };
        await sla.AddAsync([policy], [], default);

        var merged = await Get<TagEditor>().MergeAsync(Ana, old, into, default);

        Assert.True(merged.Succeeded, merged.Refusal?.ToString());
        Assert.Equal(followed, ConditionJson.Write(views.All.Single(view => view.Name == "Refunds").When));
        Assert.Equal(ConditionJson.Write<Condition>(Has(other)), ConditionJson.Write(views.All.Single(view => view.Name == "Late").When));
        Assert.Equal(followed, ConditionJson.Write(Assert.Single(routing.Book.Rules.Skills).When));
        Assert.Equal(followed, ConditionJson.Write(Assert.Single(rules.Book.Rules).When));
        var judging = (await sla.FreshAsync(default)).Policies.Single(one => one.Id == policy.Id);
        Assert.Equal((followed, 2), (ConditionJson.Write(judging.When!), judging.Version));
    }

    [Fact]
    public async Task A_renamed_tag_is_the_same_tag_to_a_view_and_is_called_by_its_new_name()
    {
        var catalog = Host.Services.GetRequiredService<TicketCatalog>();
        var tag = await catalog.AddTagAsync("refund");
        var id = (await Host.OpenAsync()).Ticket.Id;
        await Host.DoAsync(new ChangeTags(Ana, id, [tag.Id], []));
        await Get<ViewCatalog>().SaveAsync(new SavedView { Name = "Refunds", When = Has(tag), Order = InboxOrder.Newest }, default);

        Assert.True((await Get<TagEditor>().SaveAsync(tag with { Name = "money back" }, default)).Succeeded);

        var view = Assert.Single(Get<ViewCatalog>().All);
        Assert.True(CompiledCondition.Of(view.When).Fits(new ConditionFacts((await Host.Queries.TicketAsync(id, default))!, null, TimeProvider.System.GetUtcNow())));
        Assert.Equal("money back", catalog.Tag(tag.Id)?.Name);
    }

    private static FieldTest Has(params Tag[] tags) => new(ConditionField.Tags, ConditionOperator.AnyOf, [.. tags.Select(tag => $"{tag.Id}")]);

    private T Get<T>() where T : notnull => Host.Services.GetRequiredService<T>();
}
