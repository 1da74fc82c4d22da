using AgentConsole.Tests.Support;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Faults;

/// <summary>What a browser shows of a conversation, to its visitor and to its agent.</summary>
internal sealed class EnduranceScreens : IAsyncDisposable
{
    private readonly Uri _console;
    private readonly Browser _browser = new();

    private EnduranceScreens(Uri console) => _console = console;

    public static async Task<EnduranceScreens> OpenAsync(Uri console)
    {
        var screens = new EnduranceScreens(console);
        await screens._browser.InitializeAsync();
        return screens;
    }

    /// <summary>The texts in the widget's frame, opened on the console's own page.</summary>
    public async Task<IReadOnlyList<string>> WidgetAsync(EnduringVisitor visitor)
    {
        var page = await _browser.PersonAsync();
        var frame = new Uri(_console, $"/widget/frame?site=shop&lang=en&parent={Uri.EscapeDataString(_console.GetLeftPart(UriPartial.Authority))}").ToString();
        // Before the page's own script: it would ask for a token of its own, and keep that one when the answer comes.
        await page.AddInitScriptAsync($"localStorage.setItem('agentconsole.chat.shop.token', {System.Text.Json.JsonSerializer.Serialize(visitor.Token)})");
        await page.GotoAsync(frame);
        await page.Locator(".message .text").Filter(new() { HasTextString = $"{visitor.Name} end" }).WaitForAsync();
        return await page.Locator(".message:not(.greeting) > .text").AllInnerTextsAsync();
    }

    /// <summary>The texts on the ticket's page.</summary>
    public async Task<IReadOnlyList<string>> TicketAsync(EnduringVisitor visitor, string cookie)
    {
        var page = await _browser.PersonAsync();
        var parts = cookie.Split('=', 2);
        await page.Context.AddCookiesAsync([new() { Name = parts[0], Value = parts[1], Url = _console.ToString() }]);
        await page.GotoAsync(new Uri(_console, $"/ticket/{visitor.Ticket}").ToString());
        await page.Locator(".msg-text").Filter(new() { HasTextString = $"{visitor.Name} end" }).WaitForAsync();
        return await page.Locator(".msg-text").AllInnerTextsAsync();
    }

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();
}
