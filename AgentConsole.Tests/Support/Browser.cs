using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Support;

/// <summary>One Chromium for all journeys, one journey after the other; each person in it has a context of its own until the journey ends.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string Collection = "Browser";

    /// <summary>How long a journey waits for anything at the most.</summary>
    private const float Limit = 30_000;

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>A window in a few lines: its address, what has the focus, what stands in front or in the main part, open menus, and what was filled in.</summary>
    private const string Look = """
        (() => {
          const said = element => (element?.innerText ?? '').replace(/\s+/g, ' ').slice(0, 700);
          const all = selector => [...document.querySelectorAll(selector)];
          const at = document.activeElement;
          const menus = all('details.menu[open]').map(menu => `\n  menu: ${said(menu)}`).join('');
          const filled = all(':is(input[id], textarea)').filter(field => field.value && field.type !== 'hidden' && field.type !== 'password').slice(0, 20).map(field => `${field.id || field.name}=${field.value.slice(0, 60)}`).join(' | ');
          return `${location.href} focus: ${at?.tagName}#${at?.id}.${at?.className} circuit: ${document.documentElement.dataset.circuit}\n  ${said(document.querySelector('dialog[open]') ?? document.querySelector('main') ?? document.body)}${menus}\n  filled: ${filled}`;
        })()
        """;

    private IPlaywright? _playwright;
    private readonly List<IBrowserContext> _people = [];
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Limit);
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

    /// <summary>
    /// Where test.sh asks for it (<c>JOURNEY_REPORTS</c>, a folder): writes down what each window showed when a journey ended, for a failure that comes
    /// once in a hundred runs and on another machine leaves nothing else behind. test.sh shows those of the journeys that failed.
    /// </summary>
    public async Task TellAsync(string journey)
    {
        if (Environment.GetEnvironmentVariable("JOURNEY_REPORTS") is not { Length: > 0 } folder) return;
        var told = new StringBuilder();
        foreach (var page in _people.SelectMany(person => person.Pages))
        {
            try
            {
                told.AppendLine(await page.EvaluateAsync<string>(Look).WaitAsync(TimeSpan.FromSeconds(5)));
            }
            catch (Exception gone) when (gone is PlaywrightException or TimeoutException)
            {
                told.AppendLine(CultureInfo.InvariantCulture, $"{page.Url}: {gone.Message}");
            }
        }

        await File.AppendAllTextAsync(Path.Combine(folder, $"{journey}.txt"), $"-- {journey}\n{told}");
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
        await browser.TellAsync(GetType().Name);
        await browser.EverybodyLeavesAsync();
        await base.DisposeAsync();
    }
}
