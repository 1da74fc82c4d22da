using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tests.Tickets.Files;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>Pictures and papers between an agent and a visitor, in real browsers.</summary>
public sealed class FileJourney(Browser browser) : Journey(browser)
{
    private const string Site = "tern-shop";

    // What Ctrl+V does where a picture is on the clipboard.
    private const string Paste =
        """
        (box, base64) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))], 'image.png', { type: 'image/png' }));
          box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """;

    private const string Drop =
        """
        (place, base64) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))], 'dropped.png', { type: 'image/png' }));
          place.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
        }
        """;

    private ConsoleServer _server = null!;
    private Shop _shop = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _server = await ConsoleServer.StartAsync(Database);
        _shop = await Shop.OpenAsync(() => Shop.Page(_server.Address, Site));
        await _server.AddSiteAsync(new Site { Key = Site, Name = "Tern", AllowedOrigins = _shop.Origin, Greeting = "Hello!" });
    }

    public override async Task DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_picture_pasted_into_the_editor_is_seen_by_the_visitor_who_sends_a_file_back()
    {
        var visitorsPage = await PersonAsync();
        var visitor = new VisitorChat(visitorsPage);
        await visitor.OpenAsync(_shop.Origin);
        await visitor.SayAsync("Where is it?");
        await visitor.WaitForAsync("Where is it?", "sent");

        await _server.AddAgentAsync("Ana", AgentRole.Agent);
        var page = await PersonAsync();
        await _server.SignInAsync(page, "Ana");
        await page.OpenAsync(_server.At("/ticket/1"));
        var ana = new InboxScreen(page);
        await ana.Composer.WaitForAsync();
        await ana.Composer.EvaluateAsync(Paste, Convert.ToBase64String(SomeFile.Picture));
        await page.Locator(".composer-files .file-chip:not([data-state])").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await ana.Composer.FillAsync("Here, look");
        await ana.Composer.PressAsync("Control+Enter");
        await LoadedAsync(page.Locator(".msg-files img"));
        await Assertions.Expect(page.Locator(".composer-files")).ToHaveCountAsync(0);

        await visitor.WaitForAsync("Here, look");
        await LoadedAsync(visitor.Frame.Locator(".agent .picture img"));

        await visitor.Frame.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "receipt.pdf", MimeType = "application/pdf", Buffer = SomeFile.Text("%PDF-1.4 receipt") });
        await visitor.Frame.Locator(".upload", new() { HasTextString = "receipt.pdf" }).WaitForAsync();
        await visitorsPage.ShouldBeAccessibleAsync();
        await visitor.Frame.Locator(".composer .send:not([disabled])").ClickAsync();
        await visitor.Frame.Locator(".message.me[data-state=sent] .file, .message.me[data-state=seen] .file").WaitForAsync();

        var link = page.Locator(".msg-files a", new() { HasTextString = "receipt.pdf" });
        await link.WaitForAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.Equal("receipt.pdf", download.SuggestedFilename);
        Assert.Equal("%PDF-1.4 receipt", await File.ReadAllTextAsync(await download.PathAsync()));
        await page.ShouldBeAccessibleAsync();
        await visitorsPage.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task A_file_that_is_refused_says_why_and_the_words_stay()
    {
        var visitor = new VisitorChat(await PersonAsync());
        await visitor.OpenAsync(_shop.Origin);
        await visitor.SayAsync("hello");
        await visitor.WaitForAsync("hello", "sent");
        await visitor.Frame.Locator("#compose").FillAsync("my program");
        await visitor.Frame.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = SomeFile.Program });
        await visitor.Frame.Locator(".uploads .bad", new() { HasTextString = "not accepted" }).WaitForAsync();
        await visitor.Frame.Locator("#compose").EvaluateAsync(Drop, Convert.ToBase64String(SomeFile.Picture));
        await visitor.Frame.Locator(".upload", new() { HasTextString = "dropped.png" }).WaitForAsync();
        Assert.Equal("my program", await visitor.Frame.Locator("#compose").InputValueAsync());

        await _server.AddAgentAsync("Ana", AgentRole.Agent);
        var page = await PersonAsync();
        await _server.SignInAsync(page, "Ana");
        await page.OpenAsync(_server.At("/ticket/1"));
        await page.Locator("[data-composer-text]").FillAsync("see this");
        await page.Locator("[data-attach]").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = SomeFile.Page });
        await page.Locator(".file-chip[data-state=failed]", new() { HasTextString = "not accepted" }).WaitForAsync();
        await page.Locator("[data-upload-remove]").ClickAsync();
        await page.Locator(".talk").EvaluateAsync(Drop, Convert.ToBase64String(SomeFile.Picture));
        await page.Locator(".file-chip:not([data-state])", new() { HasTextString = "dropped.png" }).WaitForAsync();
        await page.Locator("[data-upload-remove]").ClickAsync();
        await Assertions.Expect(page.Locator(".composer-files")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-composer-text]")).ToHaveValueAsync("see this");
    }

    /// <summary>It was fetched and decoded: a picture that was not let through has no width.</summary>
    private static async Task LoadedAsync(ILocator picture)
    {
        await picture.WaitForAsync();
        await Assertions.Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 1);
    }
}
