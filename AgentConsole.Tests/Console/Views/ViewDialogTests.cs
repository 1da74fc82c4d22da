using AgentConsole.Common;
using AgentConsole.Console.Conditions;
using AgentConsole.Console.Ticket;
using AgentConsole.Console.Views;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Audit;
using AgentConsole.Sites;
using AgentConsole.Tests.Console.Ticket;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Views;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Console.Views;

/// <summary>The builder over the real inbox.</summary>
public sealed class ViewDialogTests : ScreenContext, IAsyncLifetime
{
    private static readonly AgentInfo Me = new(7, "Ana", "ana@example.test", AgentRole.Agent, [1], "en");

    private TestDatabase _database = default!;
    private DeskHost _host = default!;
    private SavedView? _saved;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _host = await DeskHost.StartAsync(_database);
        Services.AddSingleton(_host.Inbox);
        Services.AddSingleton(_host.Services.GetRequiredService<TicketCatalog>());
        Services.AddSingleton(_host.Services.GetRequiredService<FieldCatalog>());
        Services.AddSingleton(new AgentDirectory(_host.Contexts, _host.Services.GetRequiredService<LiveSignals>()));
        Services.AddSingleton(_host.Contexts);
        Services.AddSingleton(_host.Services.GetRequiredService<LiveSignals>());
        Services.AddSingleton(_host.Services.GetRequiredService<LifeCatalog>());
        Services.AddSingleton(_host.Services.GetRequiredService<AuditTrail>());
        Services.AddSingleton<SiteDirectory>();
        Services.AddSingleton<SiteCatalog>();
        Services.AddScoped<ConditionChoices>();
        Services.AddScoped<RowTelling>();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    public new async Task DisposeAsync()
    {
        await DisposeComponentsAsync();
        await base.DisposeAsync();
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Of_ten_thousand_tags_the_builder_offers_a_few_and_takes_the_one_that_is_typed()
    {
        await using (var db = _database.Open())
        {
            db.AddRange(Enumerable.Range(1, 10_000).Select(id => new Tag(id, $"tag {id}", "#1b1f24", "#dbe4ff", false)));
            await db.SaveChangesAsync();
        }

        await Services.GetRequiredService<TicketCatalog>().AnnounceAsync(default);
        var dialog = Show(ViewForm.New(7, InboxOrder.Newest));
        await dialog.FindAll(".cond-test")[0].QuerySelector("select")!.ChangeAsync("Tags");
        Assert.InRange(dialog.FindAll(".cond-test datalist option").Count, 1, 20);
        Assert.InRange(dialog.Markup.Length, 1, 40_000);

        await dialog.Find(".cond-values input").InputAsync("TAG 9999");
        Assert.Equal("tag 9999", dialog.FindAll(".cond-test datalist option")[0].GetAttribute("value"));
        await dialog.Find(".cond-values input").ChangeAsync("Tag 9999");
        Assert.Equal("tag 9999", dialog.Find(".cond-values .chip bdi").TextContent);
        await dialog.Find(".cond-values input").ChangeAsync("no such tag");
        Assert.Single(dialog.FindAll(".cond-values .chip"));
    }

    [Fact]
    public async Task The_count_follows_what_is_built_and_what_happens_and_groups_are_nested()
    {
        var id = (await _host.OpenAsync("The parcel is open")).Ticket.Id;
        var dialog = Show(ViewForm.New(7, InboxOrder.Newest));
        dialog.WaitForAssertion(() => Assert.Equal("1 ticket matches now", dialog.Find(".view-matches").TextContent), DeskHost.Limit);

        await Button(dialog, "Add a group").ClickAsync();
        var group = dialog.FindAll(".cond-group")[1];
        await group.QuerySelectorAll("button").First(button => button.TextContent == "Add a test").ClickAsync();
        dialog.WaitForAssertion(() => Assert.Equal("Give at least one value.", dialog.Find(".view-matches").TextContent), DeskHost.Limit);
        await dialog.FindAll(".cond-test")[1].QuerySelector("select")!.ChangeAsync("Priority");
        await dialog.FindAll(".cond-test")[1].QuerySelectorAll("select")[^1].ChangeAsync("4");
        dialog.WaitForAssertion(() => Assert.Equal("No ticket matches now", dialog.Find(".view-matches").TextContent), DeskHost.Limit);

        await _host.DoAsync(new ChangePriority(Actor.Agent(7, "Ana"), id, PriorityLevel.UrgentId));
        dialog.WaitForAssertion(() => Assert.Equal("1 ticket matches now", dialog.Find(".view-matches").TextContent), DeskHost.Limit);

        await dialog.Find("#view-name").InputAsync("Urgent ones");
        await dialog.Find("#view-form").SubmitAsync();
        Assert.Equal(
            """{"kind":"all","of":[{"kind":"field","field":"status","operator":"anyOf","values":["New","Open","Pending","OnHold"],"wholeWords":false},{"kind":"any","of":[{"kind":"field","field":"priority","operator":"anyOf","values":["4"],"wholeWords":false}]}]}""",
            ConditionJson.Write(_saved!.When));
        Assert.Equal(("Urgent ones", ViewScope.Personal, 7L), (_saved.Name, _saved.Scope, _saved.ScopeId));
    }

    [Fact]
    public async Task A_view_that_stands_is_shown_as_it_is_and_its_fields_of_the_companys_own_can_be_asked_and_told()
    {
        var product = (await _host.Services.GetRequiredService<FieldCatalog>().SaveAsync(new TicketField { Name = "Product", Kind = FieldKind.Choice, Choices = [new(0, "Bike"), new(0, "Boat")] }, CancellationToken.None)).Value!;
        var view = new SavedView { Id = 3, Name = "Boats", Scope = ViewScope.Team, ScopeId = 1, When = new FieldTest(ConditionField.CustomChoice, ConditionOperator.AnyOf, ["2"], FieldId: product.Id), Columns = [ViewColumns.OfField(product.Id)] };
        var dialog = Show(view);

        Assert.Equal($"{product.Id}", dialog.Find(".cond-test select").GetAttribute("value"));
        Assert.Equal("Boat", dialog.Find(".cond-test .chip bdi").TextContent);
        Assert.True(dialog.FindAll(".view-columns label").Single(label => label.TextContent == "Product").QuerySelector("input")!.HasAttribute("checked"));
        await dialog.Find("#view-form").SubmitAsync();
        Assert.Equal(ConditionJson.Write<Condition>(new AllOf([view.When])), ConditionJson.Write(_saved!.When));
        Assert.Equal((3L, ViewScope.Team, 1L), (_saved.Id, _saved.Scope, _saved.ScopeId));
    }

    [Fact]
    public async Task Deleting_is_asked_twice_and_a_refusal_is_said_where_it_was_asked()
    {
        var deleted = 0;
        var dialog = Show(new SavedView { Id = 3, Name = "Boats", Scope = ViewScope.Personal, ScopeId = 7, When = new AllOf([]) }, _ => new Refusal("view.name_twice", "Boats"), () => deleted++);

        await dialog.Find("#view-form").SubmitAsync();
        Assert.Equal("There is a view called “Boats” here already.", dialog.Find(".error").TextContent);
        await dialog.Find("[data-delete-view]").ClickAsync();
        Assert.Equal((0, "Really delete"), (deleted, dialog.Find("[data-delete-view]").TextContent));
        await dialog.Find("[data-delete-view]").ClickAsync();
        Assert.Equal(1, deleted);
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ViewDialog> dialog, string text) => dialog.FindAll("button").First(button => button.TextContent == text);

    private IRenderedComponent<ViewDialog> Show(SavedView view, Func<SavedView, Outcome<SavedView>>? save = null, Action? delete = null) => Render<ViewDialog>(p => p
        .Add(d => d.View, view)
        .Add(d => d.Me, Me)
        .Add(d => d.MayShare, view.Scope != ViewScope.Personal)
        .Add(d => d.Save, wish =>
        {
            _saved = wish;
            return Task.FromResult(save is null ? wish : save(wish));
        })
        .Add(d => d.Delete, _ =>
        {
            delete?.Invoke();
            return Task.CompletedTask;
        }));
}
