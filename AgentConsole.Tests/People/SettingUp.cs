using System.Net;
using AgentConsole.Data;
using AgentConsole.People;
using AgentConsole.People.Audit;
using AgentConsole.People.Identity;
using AgentConsole.People.Setup;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.People;

public sealed class SettingUp
{
    private static readonly (string, string)[] Form =
    [
        ("Input.Company", "Kavarna"), ("Input.Name", "Ana"), ("Input.Email", "ana@example.com"), ("Input.Password", RunningApp.Password),
    ];

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_printed_link_makes_the_admin_and_signs_in(DatabaseKind kind)
    {
        await using var app = await RunningApp.StartAsync(kind);
        var link = app.Get<SetupLink>().Issue();
        var visitor = app.NewVisitor();

        Assert.Equal("/inbox", (await visitor.SubmitAsync(link, "setup", Form)).To);

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).Status);
        var admin = Assert.Single(app.Get<AgentDirectory>().Agents);
        Assert.Equal((AgentRole.Admin, "Ana", "ana@example.com"), (admin.Role, admin.Name, admin.Email));
        Assert.Equal(app.Get<AgentDirectory>().Teams.Select(team => team.Id), admin.TeamIds);
        Assert.Equal(1, await app.Database.ScalarAsync("""SELECT count(*) FROM "Sites" WHERE "Name" = 'Kavarna' AND "TeamId" IS NOT NULL"""));
        Assert.Equal(1, await app.Database.ScalarAsync("""SELECT count(*) FROM "Settings" WHERE "Key" = 'company.name' AND "Value" = 'Kavarna'"""));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_companys_time_zone_is_kept_and_its_office_hours_go_by_it(DatabaseKind kind)
    {
        await using var app = await RunningApp.StartAsync(kind);
        var link = app.Get<SetupLink>().Issue();
        var page = await app.NewVisitor().GetAsync(link);
        Assert.Contains("Africa/Cairo", page.Text, StringComparison.Ordinal);
        var wrong = await app.NewVisitor().SubmitAsync(link, "setup", [.. Form, ("Input.TimeZone", "Mars/Olympus")]);
        Assert.Contains("Choose a time zone.", wrong.Text, StringComparison.Ordinal);

        await app.NewVisitor().SubmitAsync(link, "setup", [.. Form, ("Input.TimeZone", "Asia/Calcutta")]);

        var book = await app.Get<SlaCatalog>().BookAsync(CancellationToken.None);
        Assert.Equal("Asia/Calcutta", book.CalendarOf(book.Policies[^1]).TimeZone);
        Assert.Equal(1, await app.Database.ScalarAsync("""SELECT count(*) FROM "Settings" WHERE "Key" = 'company.time_zone' AND "Value" = 'Asia/Calcutta'"""));
        Assert.Equal(0, await app.Database.ScalarAsync("""SELECT count(*) FROM "Settings" WHERE "Key" = 'setup.unfinished'"""));
    }

    [Fact]
    public async Task The_company_keeps_the_clock_it_was_set_up_with_and_the_wall_goes_by_it()
    {
        await using var app = await RunningApp.StartAsync();
        var zone = app.Get<CompanyZone>();
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        zone.Changed += () => { if (zone.Zone.Id == "Pacific/Auckland") heard.TrySetResult(); };

        var token = app.Get<SetupLink>().Issue().Split('=')[1];
        var outcome = await app.Get<CompanySetup>().RunAsync(token, new SetupWish("Kavarna", "Ana", "ana@example.com", RunningApp.Password, "en", "Support", false, "Pacific/Auckland"), CancellationToken.None);

        Assert.True(outcome.Succeeded);
        await heard.Task.WaitAsync(RunningApp.Limit);
        Assert.Equal("Pacific/Auckland", zone.Zone.Id);
    }

    [Fact]
    public async Task A_step_that_fails_is_said_and_kept_and_what_was_done_is_not_done_twice()
    {
        await using var app = await RunningApp.StartAsync();
        var (tries, fail) = (0, true);
        // After the real steps, as a demonstration that breaks off would.
        var setup = new CompanySetup(
            app.Get<IDbContextFactory<DeskDb>>(), app.Get<Accounts>(), app.Get<AgentDirectory>(), app.Get<SetupLink>(), app.Get<StorageProvider>(), TimeProvider.System, app.Get<AuditTrail>(),
            [.. app.Services.GetServices<AfterSetup>()], NullLogger<CompanySetup>.Instance, FillAsync);
        var token = app.Get<SetupLink>().Issue().Split('=')[1];

        var outcome = await setup.RunAsync(token, new SetupWish("Kavarna", "Ana", "ana@example.com", RunningApp.Password, "en", "Support", true, "Europe/Ljubljana"), CancellationToken.None);

        Assert.True(outcome.Succeeded);
        Assert.False(outcome.Value.IsFinished);
        Assert.False(await setup.FinishAsync(CancellationToken.None));
        Assert.True(await setup.IsUnfinishedAsync(CancellationToken.None));
        fail = false;
        Assert.True(await setup.FinishAsync(CancellationToken.None));
        Assert.False(await setup.IsUnfinishedAsync(CancellationToken.None));
        Assert.True(await setup.FinishAsync(CancellationToken.None));
        Assert.Equal(3, tries);
        Assert.Equal(1, await app.Database.ScalarAsync("""SELECT count(*) FROM "Sites" """));
        Assert.Equal(1, await app.Database.ScalarAsync("""SELECT count(*) FROM "SlaCalendars" """));

        Task FillAsync(SetupDone done, CancellationToken cancellationToken)
        {
            tries++;
            return fail ? Task.FromException(new IOException("no room")) : Task.CompletedTask;
        }
    }

    [Fact]
    public async Task What_set_up_has_left_is_finished_at_the_next_start()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var app = await RunningApp.StartOnAsync(database))
        {
            await app.NewVisitor().SubmitAsync(app.Get<SetupLink>().Issue(), "setup", Form);
        }

        await database.ExecuteAsync(
            """
            DELETE FROM "Sites";
            INSERT INTO "Settings" ("Key", "Value")
            VALUES ('setup.unfinished', '{"AdminId":1,"Company":"Kavarna","TeamId":1,"Language":"en","TimeZone":"Etc/UTC","FillWithDemoData":false}')
            """);
        await using (await RunningApp.StartOnAsync(database))
        {
            Assert.Equal(1, await database.ScalarAsync("""SELECT count(*) FROM "Sites" """));
            Assert.Equal(0, await database.ScalarAsync("""SELECT count(*) FROM "Settings" WHERE "Key" = 'setup.unfinished'"""));
        }
    }

    [Fact]
    public async Task A_second_use_is_told_that_it_is_done()
    {
        await using var app = await RunningApp.StartAsync();
        var link = app.Get<SetupLink>().Issue();
        await app.NewVisitor().SubmitAsync(link, "setup", Form);

        var again = await app.NewVisitor().GetAsync(link);

        Assert.Equal(HttpStatusCode.Gone, again.Status);
        Assert.Contains("already set up", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Input.Password", again.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/setup")]
    [InlineData("/setup?token=")]
    [InlineData("/setup?token=forged")]
    public async Task Without_the_link_the_page_stays_closed(string path)
    {
        await using var app = await RunningApp.StartAsync();
        app.Get<SetupLink>().Issue();
        var answer = await app.NewVisitor().GetAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.DoesNotContain("Input.Password", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_an_earlier_start_is_worth_nothing()
    {
        await using var app = await RunningApp.StartAsync();
        var old = app.Get<SetupLink>().Issue();
        app.Get<SetupLink>().Issue();
        Assert.Equal(HttpStatusCode.Forbidden, (await app.NewVisitor().GetAsync(old)).Status);
    }

    [Fact]
    public async Task Everything_wrong_is_shown_at_its_field_and_nothing_is_made()
    {
        await using var app = await RunningApp.StartAsync();
        var link = app.Get<SetupLink>().Issue();
        var answer = await app.NewVisitor().SubmitAsync(link, "setup", ("Input.Company", ""), ("Input.Name", "Ana"), ("Input.Email", "ana"), ("Input.Password", "short"));
        Assert.Contains("Say what your company is called.", answer.Text, StringComparison.Ordinal);
        Assert.Contains("This is not an e-mail address.", answer.Text, StringComparison.Ordinal);
        Assert.Contains("A password has at least 10 characters.", answer.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Ana\"", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"short\"", answer.Text, StringComparison.Ordinal);
        Assert.Empty(app.Get<AgentDirectory>().Agents);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_many_at_the_same_moment_one_sets_up(DatabaseKind kind)
    {
        await using var app = await RunningApp.StartAsync(kind);
        var token = app.Get<SetupLink>().Issue().Split('=')[1];
        var setup = app.Get<CompanySetup>();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => setup.RunAsync(
            token, new SetupWish("Kavarna", "Ana", $"ana{i}@example.com", RunningApp.Password, "en", "Support", false), CancellationToken.None))));
        Assert.Single(outcomes, outcome => outcome.Succeeded);
        Assert.Single(app.Get<AgentDirectory>().Agents);
    }

    [Fact]
    public async Task With_an_account_no_link_is_needed_or_works()
    {
        await using var app = await RunningApp.StartAsync();
        await app.AccountAsync(AgentRole.Admin);
        var link = app.Get<SetupLink>().Issue();
        Assert.Equal(HttpStatusCode.Gone, (await app.NewVisitor().GetAsync(link)).Status);
    }
}
