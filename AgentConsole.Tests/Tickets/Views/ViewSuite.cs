using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Views;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Tickets.Views;

/// <summary>Saved views are kept, held to their rules, and given to those they are for.</summary>
public abstract class ViewSuite(DatabaseKind kind) : OnEachDesk(kind)
{
    private static readonly Condition Breached = new FieldTest(ConditionField.SlaState, ConditionOperator.AnyOf, ["Breached"]);

    private ViewCatalog Catalog => Host.Services.GetRequiredService<ViewCatalog>();

    [Fact]
    public async Task What_is_saved_is_read_back_whole()
    {
        var view = await SavedAsync(new SavedView { Name = " Refunds ", Scope = ViewScope.Team, ScopeId = 3, When = new AllOf([Breached, new AnyOf([Breached, new NotThat(Breached)])]), Order = InboxOrder.Weighted, Columns = ["status", "field7"], Position = 4 });

        await using var again = await DeskHost.StartAsync(Database.Again());
        var read = Assert.Single(again.Services.GetRequiredService<ViewCatalog>().All);

        Assert.Equal("Refunds", read.Name);
        Assert.Equal(ConditionJson.Write(view.When), ConditionJson.Write(read.When));
        Assert.Equal(["status", "field7"], read.Columns);
        Assert.Equal(view with { When = read.When, Columns = read.Columns }, read);
    }

    [Fact]
    public async Task Everybody_s_come_first_then_the_teams_then_one_s_own_each_in_its_place_and_nobody_else_s()
    {
        await SavedAsync(Some("mine", ViewScope.Personal, 7));
        await SavedAsync(Some("hers", ViewScope.Personal, 8));
        await SavedAsync(Some("team", ViewScope.Team, 3));
        await SavedAsync(Some("other team", ViewScope.Team, 4));
        await SavedAsync(Some("b", ViewScope.All, 0));
        await SavedAsync(Some("a", ViewScope.All, 0) with { Position = 1 });

        Assert.Equal(["b", "a", "team", "mine"], Catalog.For(7, [3]).Select(view => view.Name));
    }

    [Fact]
    public async Task A_view_that_can_not_be_is_refused_and_a_deleted_one_is_gone()
    {
        var one = await SavedAsync(Some("one", ViewScope.All, 0));
        Condition closed = new FieldTest(ConditionField.Status, ConditionOperator.AnyOf, ["Closed"]), deep = Breached;
        for (var i = 0; i < 50; i++) deep = new AllOf([deep]);

        Assert.Equal("view.name_twice", await RefusedAsync(one with { Id = 0 }));
        Assert.Equal("view.name", await RefusedAsync(one with { Name = " " }));
        Assert.Equal("view.closed", await RefusedAsync(one with { When = closed }));
        Assert.Equal("condition.too_deep", await RefusedAsync(one with { When = deep }));
        Assert.Equal("view.columns", await RefusedAsync(one with { Columns = ["status", "status"] }));
        Assert.Equal("view.columns", await RefusedAsync(one with { Columns = ["<script>"] }));
        await Catalog.DeleteAsync(one.Id, CancellationToken.None);
        Assert.Equal("view.gone", await RefusedAsync(one));
        Assert.Empty(Catalog.All);
    }

    private static SavedView Some(string name, ViewScope scope, long id) => new() { Name = name, Scope = scope, ScopeId = id, When = Breached };

    private async Task<SavedView> SavedAsync(SavedView view)
    {
        var saved = await Catalog.SaveAsync(view, CancellationToken.None);
        Assert.True(saved.Succeeded, saved.Refusal?.ToString());
        return saved.Value;
    }

    private async Task<string?> RefusedAsync(SavedView view) => (await Catalog.SaveAsync(view, CancellationToken.None)).Refusal?.Code;
}

public sealed class ViewsOnSqlite() : ViewSuite(DatabaseKind.Sqlite);

public sealed class ViewsOnPostgres() : ViewSuite(DatabaseKind.Postgres);
