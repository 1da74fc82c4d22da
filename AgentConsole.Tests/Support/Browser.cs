using Microsoft.Playwright;

namespace AgentConsole.Tests.Support;

/// <summary>One Chromium for all journeys; each person in it has a context of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string Collection = "Browser";

    /// <summary>How long a journey waits for anything at the most.</summary>
    private const float Limit = 30_000;

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("No Chromium is installed; ./test.sh installs it on Debian (apt-get install chromium)."),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A person with a window: nothing shared with the others.</summary>
    public async Task<IPage> PersonAsync(int width = 1440, int height = 900, bool dark = false, string locale = "en")
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = locale,
        });
        context.SetDefaultTimeout(Limit);
        return await context.NewPageAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition(Browser.Collection)]
public sealed class BrowserCollection : ICollectionFixture<Browser>;
