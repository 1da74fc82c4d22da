using AgentConsole.Demo;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Setup;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tests.Demo;

public sealed class DemoStartTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 25, 10, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_database_in_use_is_left_alone()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await database.ExecuteAsync("""INSERT INTO "Settings" ("Key", "Value") VALUES ('company.name', 'A real one')""");
        var app = AgentConsoleApp.Build(["--demo", .. database.Arguments]);
        using var errors = new StringWriter();

        Assert.False(await DemoStart.TrySeedAsync(app!.Services, errors));
        Assert.Contains("is in use", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await database.ScalarAsync("""SELECT count(*) FROM "Tickets" """));
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_filling_that_was_cut_short_is_made_anew()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await database.ExecuteAsync("""INSERT INTO "Settings" ("Key", "Value") VALUES ('demo.seed', 'begun'); INSERT INTO "Teams" ("Id", "Name") VALUES (9, 'Half of it')""");

        await DemoDatabase.FillAsync(database, new StandingTime(_now), 5);

        Assert.Equal(3, await database.ScalarAsync("""SELECT count(*) FROM "Teams" """));
        Assert.InRange(await database.ScalarAsync("""SELECT count(*) FROM "Tickets" """), 150, 1000);
    }

    [Fact]
    public async Task The_shop_carries_the_widget_and_its_files_are_there()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var app = await RunningApp.StartOnAsync(database, null, "--demo", "--quiet");
        using var http = new HttpClient { BaseAddress = app.Address };

        var page = await http.GetStringAsync("/demo");
        Assert.Contains("<script src=\"/widget/loader.js\" data-site=\"demo-shop\"", page, StringComparison.Ordinal);
        foreach (var file in new[] { "/demo/shop.css", "/demo/leaf.svg", "/demo/hills.svg" })
            Assert.True((await http.GetAsync(file)).IsSuccessStatusCode, file);
        Assert.True((await http.GetAsync("/widget/frame?site=demo-shop")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Without_the_switch_there_is_no_shop()
    {
        await using var app = await RunningApp.StartAsync();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        Assert.False((await http.GetAsync("/demo")).IsSuccessStatusCode);
    }

    [Fact]
    public void It_prints_a_link_for_each_role_and_the_addresses_in_one_column()
    {
        AgentInfo[] people =
        [
            new(3, "Bor", "b@x.example", AgentRole.Agent, [], "en"), new(1, "Ana", "a@x.example", AgentRole.Admin, [], "en"),
            new(2, "Nadia", "n@x.example", AgentRole.Supervisor, [], "en"), new(4, "Eva", "e@x.example", AgentRole.Agent, [], "en"),
        ];
        var lines = DemoStart.Text("http://localhost:5080", people, id => $"/sign-in/link?token={id}").Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)[1..];

        Assert.Equal(["token=1", "token=2", "token=3", "/demo", "/inbox", "/wall"], lines.Select(line => line[(line.LastIndexOfAny(['/', '?']) + (line.Contains('?') ? 1 : 0))..]));
        Assert.Single(lines.Select(line => line.IndexOf("http", StringComparison.Ordinal)).Distinct());
    }

    [Theory]
    [InlineData("--demo --quiet", "--Demo=true --Demo:Quiet=true")]
    [InlineData("--seed 7 --demo", "--Demo:Seed=7 --Demo=true")]
    [InlineData("--demo --seed=7 --Urls http://localhost:1", "--Demo=true --Demo:Seed=7 --Urls http://localhost:1")]
    public void Switches_become_settings(string given, string expected) => Assert.Equal(expected.Split(' '), DemoArguments.Expand(given.Split(' ')));

    [Theory]
    [InlineData("http://localhost:5080", "http://localhost:5080/hubs/chat")]
    [InlineData("http://[::]:5080", "http://localhost:5080/hubs/chat")]
    [InlineData("http://*:80", "http://localhost/hubs/chat")]
    [InlineData("https://0.0.0.0:5443", "https://localhost:5443/hubs/chat")]
    public void Customers_find_the_hub_of_any_address(string address, string hub) => Assert.Equal(new Uri(hub), SimulatedCustomers.HubOf(address));

    [Fact]
    public async Task A_company_set_up_with_demo_data_keeps_its_admin_and_its_screens_hear_of_all()
    {
        await using var app = await RunningApp.StartAsync();
        var setup = app.Get<CompanySetup>();
        Assert.True(setup.CanFillWithDemoData);
        var link = app.Get<SetupLink>().Issue();
        var wish = new SetupWish("Real & Co.", "Ines", "ines@example.com", RunningApp.Password, "en", "Support", FillWithDemoData: true, "Europe/Ljubljana");

        var done = await setup.RunAsync(link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..], wish, CancellationToken.None).WaitAsync(DeskHost.Limit * 2);

        Assert.True(done.Succeeded, done.Refusal?.ToString());
        Assert.Equal(["Ines"], app.Get<AgentDirectory>().Agents.Where(agent => agent.Role == AgentRole.Admin).Select(agent => agent.Name));
        await using var db = app.Database.Open();
        Assert.True(await db.Set<Ticket>().CountAsync() >= 150);
        var last = await db.Set<JournalRow>().MaxAsync(row => row.Seq);
        var feed = app.Get<LiveFeed>();
        using var heard = feed.Subscribe(paced: false);
        while (feed.Head < last) await heard.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
    }

    [Fact]
    public async Task A_filling_of_a_company_that_broke_off_can_be_run_again()
    {
        await using var app = await RunningApp.StartAsync();
        await app.AccountAsync(AgentRole.Admin);
        var seeder = app.Get<DemoSeeder>();
        using var cut = new CancellationTokenSource();
        app.Get<AgentDirectory>().Changed += () =>
        {
            // In the middle of the hiring.
            if (app.Get<AgentDirectory>().Agents.Count == 4) cut.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => seeder.FillAsync(5, cut.Token));

        await seeder.FillAsync(5, CancellationToken.None).WaitAsync(DeskHost.Limit * 2);

        var tickets = await app.Database.ScalarAsync("""SELECT count(*) FROM "Tickets" """);
        Assert.InRange(tickets, 150, 1000);
        await seeder.FillAsync(5, CancellationToken.None).WaitAsync(DeskHost.Limit);
        Assert.Equal(tickets, await app.Database.ScalarAsync("""SELECT count(*) FROM "Tickets" """));
    }
}
