using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tests.Tickets.Files;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>An admin dresses the chat of a site, sees it while it is being written, and the site's pages have it at once.</summary>
public sealed class SiteLookJourney(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task What_the_form_says_is_seen_beside_it_before_it_is_saved_and_on_the_shops_pages_after()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await using var shop = await Shop.OpenAsync(() => Shop.Page(server.Address, "tern", "ar"));
        await server.AddSiteAsync(new Site { Key = "tern", Name = "Tern", AllowedOrigins = shop.Origin, Greeting = "Hello!" });

        var ana = await server.AddAgentAsync("Ana", AgentRole.Admin);
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ana");
        await page.GotoAsync(server.At("/settings/sites").ToString());
        await server.ConnectedAsync(ana.Id);
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        var preview = page.FrameLocator(".site-preview");
        var frame = preview.FrameLocator("iframe");
        await frame.GetByText("Hello!").WaitForAsync();

        await page.GetByLabel("Letters").FillAsync("T");
        await page.GetByLabel("Brightness").SelectOptionAsync("Dark");
        await page.GetByLabel("Texts for").SelectOptionAsync("ar");
        await page.GetByLabel("Words on the launcher").FillAsync("اسألنا");
        await page.GetByLabel("Greeting").FillAsync("مرحبا <b>بكم</b>");
        await frame.GetByText("مرحبا <b>بكم</b>").WaitForAsync();
        await Assertions.Expect(frame.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Assertions.Expect(frame.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await Assertions.Expect(frame.Locator(".avatar")).ToHaveTextAsync("T");
        await Assertions.Expect(preview.Locator("button")).ToHaveTextAsync("اسألنا");
        await page.GetByLabel("Picture").SetInputFilesAsync(new FilePayload { Name = "logo.png", MimeType = "text/html", Buffer = SomeFile.Picture });
        await frame.Locator(".avatar img[src^='data:image/png']").WaitForAsync();
        await page.GetByLabel("Picture").SetInputFilesAsync(new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = "<svg onload=alert(1)>"u8.ToArray() });
        await page.GetByText("Choose a PNG").WaitForAsync();
        await page.Locator("#site-ask-email").SelectOptionAsync("Required");
        await frame.GetByLabel("بريدك الإلكتروني").WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("is saved and holds at once").WaitForAsync();

        var visitor = await PersonAsync(390, 844, locale: "en");
        await visitor.GotoAsync(shop.Origin);
        await visitor.GetByRole(AriaRole.Button, new() { Name = "اسألنا" }).ClickAsync();
        var chat = visitor.FrameLocator("iframe");
        await chat.GetByText("مرحبا <b>بكم</b>").WaitForAsync();
        await Assertions.Expect(chat.Locator(".avatar img")).ToHaveJSPropertyAsync("naturalWidth", 1);
        await Assertions.Expect(chat.GetByLabel("بريدك الإلكتروني")).ToBeFocusedAsync();
    }
}
