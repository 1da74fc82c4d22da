using Microsoft.Playwright;

namespace AgentConsole.Tests.Support;

/// <summary>One Chromium for all journeys, one journey after the other; each person in it has a context of its own until the journey ends.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string Collection = "Browser";

    /// <summary>How long a journey waits for anything at the most.</summary>
    private const float Limit = 30_000;

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private readonly List<IBrowserContext> _people = [];
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(Options());
    }

    /// <param name="without">Switches that Playwright sets and a journey needs otherwise.</param>
    public static BrowserTypeLaunchOptions Options(params string[] without) => new()
    {
        ExecutablePath = Places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("No Chromium is installed; ./test.sh installs it on Debian (apt-get install chromium)."),
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        IgnoreDefaultArgs = without,
    };

    /// <summary>A person with a window: nothing shared with the others.</summary>
    public async Task<IPage> PersonAsync(int width = 1440, int height = 900, bool dark = false, string locale = "en", bool touch = false)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = locale,
            HasTouch = touch,
            IsMobile = touch,
        });
        _people.Add(context);
        context.SetDefaultTimeout(Limit);
        return await context.NewPageAsync();
    }

    /// <summary>Everybody closes their windows: pages that were left open would go on ticking and calling for servers that are gone, under every later journey.</summary>
    public async Task EverybodyLeavesAsync()
    {
        foreach (var person in _people) await person.CloseAsync();
        _people.Clear();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition(Browser.Collection)]
public sealed class BrowserCollection : ICollectionFixture<Browser>;

/// <summary>What people do in a browser, on a database of its own; when it ends, their windows are closed.</summary>
[Collection(Browser.Collection)]
public abstract class Journey(Browser browser) : OnEachDatabase(DatabaseKind.Sqlite)
{
    /// <inheritdoc cref="Browser.PersonAsync"/>
    protected Task<IPage> PersonAsync(int width = 1440, int height = 900, bool dark = false, string locale = "en", bool touch = false) =>
        browser.PersonAsync(width, height, dark, locale, touch);

    public override async Task DisposeAsync()
    {
        await browser.EverybodyLeavesAsync();
        await base.DisposeAsync();
    }
}
