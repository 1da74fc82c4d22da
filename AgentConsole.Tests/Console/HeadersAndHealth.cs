using System.Net;
using AgentConsole.People;
using AgentConsole.Tests.Support;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgentConsole.Tests.Console;

public sealed class HeadersAndHealth(SharedApp shared) : IClassFixture<SharedApp>
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/inbox")]
    [InlineData("/app.css")]
    [InlineData("/health/live")]
    [InlineData("/no/such/page")]
    public async Task Every_answer_tells_the_browser_what_to_refuse(string path)
    {
        var app = shared.App;
        var headers = (await app.NewVisitor().GetAsync(path)).Message.Headers;
        var policy = headers.GetValues("Content-Security-Policy").First();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains($"connect-src 'self' ws://127.0.0.1:{app.Address.Port};", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Contains("camera=()", headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        // Over plain http it would be ignored at best, and lock a developer out at worst.
        Assert.False(headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_page_holds_no_script_of_its_own()
    {
        var app = shared.App;
        var page = (await app.NewVisitor().GetAsync("/sign-in")).Text;
        using var document = await new HtmlParser().ParseDocumentAsync(page);
        Assert.All(document.QuerySelectorAll("script"), script => Assert.True(script.HasAttribute("src"), script.OuterHtml));
        Assert.DoesNotContain(document.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task It_is_live_and_ready_once_it_listens(DatabaseKind kind)
    {
        await using var app = await RunningApp.StartAsync(kind);
        var visitor = app.NewVisitor();
        Assert.Equal((HttpStatusCode.OK, """{"status":"live","problem":null}"""), Parts(await visitor.GetAsync("/health/live")));
        Assert.Equal((HttpStatusCode.OK, """{"status":"ready","problem":null}"""), Parts(await visitor.GetAsync("/health/ready")));
    }

    [Fact]
    public async Task While_it_drains_it_is_live_and_not_ready()
    {
        await using var app = await RunningApp.StartAsync();
        var visitor = app.NewVisitor();
        // What a signal does first; the host's own stop would close the door before the test could ask.
        app.Get<IHostApplicationLifetime>().StopApplication();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not ready","problem":"draining"}"""), Parts(await visitor.GetAsync("/health/ready")));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/live")).Status);
    }

    [Fact]
    public async Task A_node_that_stops_answers_until_the_load_balancer_has_seen_it()
    {
        var time = new FakeTime();
        await using var app = await RunningApp.StartAsync(DatabaseKind.Sqlite, time, "--Shutdown:DrainSeconds=10");
        var visitor = app.NewVisitor();
        await visitor.GetAsync("/health/live");
        var stopped = app.StopAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not ready","problem":"draining"}"""), Parts(await visitor.GetAsync("/health/ready")));
        Assert.False(stopped.IsCompleted);
        while (!stopped.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stopped;
    }

    [Fact]
    public async Task While_it_drains_open_pages_may_finish_and_nothing_begins()
    {
        var time = new FakeTime();
        await using var app = await RunningApp.StartAsync(DatabaseKind.Sqlite, time, "--Shutdown:DrainSeconds=10");
        var visitor = app.NewVisitor();
        await visitor.GetAsync("/sign-in");
        var stopped = app.StopAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.GetAsync("/sign-in")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.PostAsync("/_blazor/negotiate?negotiateVersion=1")).Status);
        using var style = new HttpRequestMessage(HttpMethod.Get, "/app.css");
        style.Headers.Accept.ParseAdd("text/css");
        Assert.Equal(HttpStatusCode.OK, (await visitor.SendAsync(style)).Status);
        // It reaches the page's own check and not the door's.
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("/sign-in")).Status);
        while (!stopped.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stopped;
    }

    [Theory]
    [InlineData("--Shutdown:DrainSeconds=-1")]
    [InlineData("--Shutdown:TimeoutSeconds=0")]
    [InlineData("--Shutdown:Nonsense=1")]
    public void A_stop_that_cannot_be_is_refused_at_the_start(string argument) => Assert.Null(AgentConsoleApp.Build([argument]));

    [Fact]
    public async Task Without_its_database_it_is_not_ready()
    {
        await using var app = await RunningApp.StartAsync(DatabaseKind.Postgres);
        await app.Database.DisposeAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not ready","problem":"database"}"""), Parts(await app.NewVisitor().GetAsync("/health/ready")));
    }

    [Fact]
    public async Task A_database_that_lacks_a_migration_is_not_ready()
    {
        await using var app = await RunningApp.StartAsync();
        await app.Database.ExecuteAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '%_People'""");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not ready","problem":"migrations"}"""), Parts(await app.NewVisitor().GetAsync("/health/ready")));
    }

    private static (HttpStatusCode, string) Parts(Answer answer) => (answer.Status, answer.Text);
}
