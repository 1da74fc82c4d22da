using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Macros;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Tickets.Macros;

/// <summary>Macros are kept, found and known by every node.</summary>
public abstract class MacroSuite(DatabaseKind kind) : OnEachDatabase(kind)
{
    private const long Ana = 7, Support = 3;

    private DeskHost _host = null!;

    protected MacroCatalog Catalog => _host.Services.GetRequiredService<MacroCatalog>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _host = await DeskHost.StartAsync(Database);
    }

    public override async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task What_is_saved_is_read_back_whole()
    {
        var macro = await SavedAsync(new Macro
        {
            Name = "Refund",
            Scope = MacroScope.Team,
            ScopeId = Support,
            Text = "Dear {{customer.name}}",
            IsNote = true,
            Status = TicketStatus.Resolved,
            PriorityId = PriorityLevel.HighId,
            TeamId = 4,
            TakesTicket = true,
            AddTagIds = [1, 2],
            RemoveTagIds = [3],
        });

        await using var again = await DeskHost.StartAsync(Database.Again());
        var read = Assert.Single(again.Services.GetRequiredService<MacroCatalog>().All);

        // Lists are compared by what they hold.
        Assert.Equal(macro with { AddTagIds = read.AddTagIds, RemoveTagIds = read.RemoveTagIds }, read);
        Assert.Equal([1L, 2L], read.AddTagIds);
        Assert.Equal([3L], read.RemoveTagIds);
    }

    [Fact]
    public async Task Names_that_begin_so_come_first_then_other_names_then_texts_and_one_s_own_before_everybody_s()
    {
        await SavedAsync(new Macro { Name = "Ask for the order", Text = "Which order?" });
        await SavedAsync(new Macro { Name = "Order sent", Text = "It is on its way" });
        await SavedAsync(new Macro { Name = "Order sent, mine", Text = "It is on its way", Scope = MacroScope.Personal, ScopeId = Ana });
        await SavedAsync(new Macro { Name = "Thanks", Text = "Thank you for your order" });
        await SavedAsync(new Macro { Name = "Order of somebody else", Text = "x", Scope = MacroScope.Personal, ScopeId = 8 });

        Assert.Equal(["Order sent, mine", "Order sent", "Ask for the order", "Thanks"], Catalog.Find("órder", Ana, [Support], 10).Select(macro => macro.Name));
        Assert.Equal(4, Catalog.Find("", Ana, [Support], 10).Count);
        Assert.Equal(2, Catalog.Find("", Ana, [Support], 2).Count);
    }

    [Fact]
    public async Task A_name_is_given_once_within_its_scope()
    {
        await SavedAsync(new Macro { Name = "Thanks", Text = "x" });
        await SavedAsync(new Macro { Name = "Thanks", Text = "x", Scope = MacroScope.Team, ScopeId = Support });

        var twice = await Catalog.SaveAsync(new Macro { Name = " Thanks ", Text = "y" }, default);

        Assert.Equal("macro.name_twice", twice.Refusal?.Code);
    }

    [Fact]
    public async Task What_was_deleted_meanwhile_is_told_and_not_made_anew()
    {
        var macro = await SavedAsync(new Macro { Name = "Thanks", Text = "x" });
        await Catalog.DeleteAsync(macro.Id, default);
        await Catalog.DeleteAsync(macro.Id, default);

        Assert.Equal("macro.gone", (await Catalog.SaveAsync(macro with { Text = "y" }, default)).Refusal?.Code);
        Assert.Empty(Catalog.All);
    }

    private async Task<Macro> SavedAsync(Macro macro)
    {
        var saved = await Catalog.SaveAsync(macro, default);
        Assert.True(saved.Succeeded, saved.Refusal?.ToString());
        return saved.Value;
    }
}

public sealed class MacrosOnSqlite() : MacroSuite(DatabaseKind.Sqlite);

public sealed class MacrosOnPostgres() : MacroSuite(DatabaseKind.Postgres)
{
    [Fact]
    public async Task Another_node_hears_of_a_macro_at_once()
    {
        await using var other = await DeskHost.StartAsync(Database.Again());
        var catalog = other.Services.GetRequiredService<MacroCatalog>();
        var heard = new TaskCompletionSource();
        // It reads once more when its wire is taken up, which may be now: that is not the macro yet.
        catalog.Changed += () => { if (catalog.All.Count > 0) heard.TrySetResult(); };

        await Catalog.SaveAsync(new Macro { Name = "Thanks", Text = "x" }, default);

        await heard.Task.WaitAsync(DeskHost.Limit);
        Assert.Equal("Thanks", Assert.Single(catalog.All).Name);
    }
}
