using System.Security.Claims;
using AgentConsole.Console.Search;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Search;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Console.Search;

/// <summary>The page between a person who types and a URL that follows.</summary>
public sealed class SearchPageTests : BunitContext, IAsyncLifetime
{
    private TestDatabase _database = default!;
    private readonly SlowBrowser _browser = new();
    private DeskHost _host = default!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _host = await DeskHost.StartAsync(_database);
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton(TimeProvider.System);
        var catalog = _host.Services.GetRequiredService<TicketCatalog>();
        Services.AddSingleton(catalog);
        Services.AddSingleton(new AgentDirectory(_host.Contexts, _host.Services.GetRequiredService<LiveSignals>()));
        Services.AddSingleton(new TicketSearch(_host.Contexts, _database.Provider, TimeProvider.System));
        Services.AddSingleton(new SearchIndexer(_host.Contexts, _database.Provider, _host.Live, catalog, TimeProvider.System, NullLogger<SearchIndexer>.Instance));
        Services.AddSingleton<NavigationManager>(_browser);
        SetRendererInfo(new RendererInfo("Server", true));
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeComponentsAsync();
        await _host.DisposeAsync();
        await _database.DisposeAsync();
        await DisposeAsync();
    }

    [Fact]
    public async Task The_address_that_comes_back_late_never_takes_away_what_was_typed_since()
    {
        var page = Page("/search");
        page.Find("#q").Input("pla");
        page.WaitForAssertion(() => Assert.Equal("/search?q=pla", _browser.Asked), DeskHost.Limit);

        page.Find("#q").Input("placi");
        await page.InvokeAsync(() => _browser.Arrive("/search?q=pla"));

        Assert.Equal("placi", page.Find("#q").GetAttribute("value"));
        page.WaitForAssertion(() => Assert.Equal("/search?q=placi", _browser.Asked), DeskHost.Limit);
    }

    [Fact]
    public async Task An_address_that_somebody_else_put_there_is_searched_for()
    {
        var page = Page("/search?q=parcel");
        page.Find("#q").Input("tent");
        page.WaitForAssertion(() => Assert.Equal("/search?q=tent", _browser.Asked), DeskHost.Limit);
        await page.InvokeAsync(() => _browser.Arrive("/search?q=tent"));

        await page.InvokeAsync(() => _browser.Arrive("/search?q=parcel"));

        Assert.Equal("parcel", page.Find("#q").GetAttribute("value"));
    }

    private IRenderedComponent<SearchPage> Page(string address)
    {
        _browser.Arrive(address);
        return Render<SearchPage>(p => p.AddCascadingValue(Task.FromResult(new AuthenticationState(new ClaimsPrincipal()))));
    }

    /// <summary>A browser at the end of a long wire: it is somewhere else only when it says so.</summary>
    private sealed class SlowBrowser : NavigationManager
    {
        public SlowBrowser() => Initialize("http://localhost/", "http://localhost/");

        public string? Asked { get; private set; }

        public void Arrive(string address)
        {
            Uri = ToAbsoluteUri(address).AbsoluteUri;
            NotifyLocationChanged(false);
        }

        protected override void NavigateToCore(string uri, NavigationOptions options) => Asked = uri;
    }
}
