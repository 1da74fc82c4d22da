using System.Net;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgentConsole.Tests.Support;

/// <summary>A <see cref="ConsoleServer"/> with a database of its own, asked without a browser's screen: pages, forms, cookies, numbers.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    /// <summary>No single wait of a test is longer.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public const string Password = "a river in winter";

    private readonly ConsoleServer _server;
    private readonly bool _ownsDatabase;
    private int _accounts;

    private RunningApp(ConsoleServer server, TestDatabase database, bool ownsDatabase) => (_server, Database, _ownsDatabase) = (server, database, ownsDatabase);

    public TestDatabase Database { get; }

    public IServiceProvider Services => _server.Services;

    public Uri Address => _server.Address;

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public static async Task<RunningApp> StartAsync(DatabaseKind kind = DatabaseKind.Sqlite, TimeProvider? time = null, params string[] arguments) =>
        await StartAsync(await TestDatabase.CreateAsync(kind), ownsDatabase: true, time, arguments);

    /// <summary>Another node on a database, or the same one after a restart: it leaves the database there.</summary>
    public static Task<RunningApp> StartOnAsync(TestDatabase database, TimeProvider? time = null, params string[] arguments) =>
        StartAsync(database, ownsDatabase: false, time, arguments);

    /// <summary>A browser's way of asking: cookies are kept, redirects are the test's to follow.</summary>
    public Visitor NewVisitor() => new(Address);

    public Task<AgentInfo> AccountAsync(AgentRole role, string? password = Password)
    {
        var number = Interlocked.Increment(ref _accounts);
        return AccountAsync(new NewAccount($"{role} {number}", $"{role}{number}@example.com".ToLowerInvariant(), password, role));
    }

    public async Task<AgentInfo> AccountAsync(NewAccount account)
    {
        var outcome = await Get<Accounts>().CreateAsync(account, CancellationToken.None);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    /// <summary>A browser in which somebody of this role is signed in.</summary>
    public async Task<Visitor> SignedInAsync(AgentRole role)
    {
        var agent = await AccountAsync(role);
        var visitor = NewVisitor();
        Assert.Equal("/inbox", (await visitor.SignInAsync(agent.Email)).To);
        return visitor;
    }

    public async Task StopAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await Get<IHost>().StopAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        if (_ownsDatabase) await Database.DisposeAsync();
    }

    private static async Task<RunningApp> StartAsync(TestDatabase database, bool ownsDatabase, TimeProvider? time, string[] arguments) =>
        new(await ConsoleServer.StartAsync(database, time, arguments: arguments), database, ownsDatabase);
}

/// <summary>One application for the tests of a class that only look: <c>IClassFixture&lt;SharedApp&gt;</c>.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    private RunningApp? _app;

    public RunningApp App => _app!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();
}

/// <summary>What came back.</summary>
/// <param name="To">Where it redirects: path and query.</param>
public sealed record Answer(HttpStatusCode Status, string? To, string Text, HttpResponseMessage Message);

/// <summary>A browser without scripts: cookies, pages and their forms.</summary>
public sealed class Visitor(Uri address)
{
    private readonly CookieContainer _cookies = new();
    private HttpClient? _http;

    /// <summary>The same browser at another node: it brings its cookies.</summary>
    public Visitor(Uri address, Visitor same) : this(address)
    {
        foreach (Cookie cookie in same.Cookies) _cookies.Add(address, new Cookie(cookie.Name, cookie.Value, "/"));
    }

    public CookieCollection Cookies => _cookies.GetCookies(address);

    public Task<Answer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Opens the page and posts its form with these fields, its hidden ones included.</summary>
    /// <param name="form">The form's name, or its action where it has none.</param>
    public async Task<Answer> SubmitAsync(string page, string form, params (string Name, string Value)[] fields)
    {
        var html = (await GetAsync(page)).Text;
        using var document = await new HtmlParser().ParseDocumentAsync(html);
        var found = document.Forms.FirstOrDefault(candidate =>
            candidate.GetAttribute("action") == form || candidate.QuerySelector("input[name=_handler]")?.GetAttribute("value") == form);
        Assert.True(found is not null, $"The page {page} has no form {form}:{Environment.NewLine}{html}");
        var hidden = found.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(input => (input.Name ?? "", input.Value));
        return await PostAsync(found.GetAttribute("action") ?? page, [.. hidden.Where(input => fields.All(given => given.Name != input.Item1)), .. fields]);
    }

    public Task<Answer> PostAsync(string path, params (string Name, string Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
    });

    public Task<Answer> SignInAsync(string email, string password = RunningApp.Password, string page = "/sign-in") =>
        SubmitAsync(page, "sign-in", ("Input.Email", email), ("Input.Password", password));

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        _http ??= new HttpClient(new HttpClientHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = RunningApp.Limit };
        if (request.Headers.Accept.Count == 0) request.Headers.TryAddWithoutValidation("Accept", "text/html,*/*;q=0.8");
        var response = await _http.SendAsync(request);
        var to = response.Headers.Location is { } location ? new Uri(address, location).PathAndQuery : null;
        return new Answer(response.StatusCode, to, await response.Content.ReadAsStringAsync(), response);
    }
}
