using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Support;

/// <summary>Some company's page, on an origin of its own, that carries the widget by its one line.</summary>
public sealed class Shop : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Shop(WebApplication app) => _app = app;

    /// <summary>Its origin; the site of the console has to allow it.</summary>
    public string Origin => _app.Urls.First();

    public static async Task<Shop> OpenAsync(Func<string> page)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", (HttpContext context) =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return page();
        });
        await app.StartAsync();
        return new Shop(app);
    }

    /// <summary>The page of a shop that embeds a console's widget.</summary>
    public static string Page(Uri console, string site, string lang = "en") =>
        $"""<!doctype html><html lang="{lang}"><title>Shop</title><h1>Shop</h1><script src="{new Uri(console, "/widget/loader.js")}" data-site="{site}" async></script></html>""";

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

/// <summary>The chat as its visitor sees it.</summary>
public sealed class VisitorChat(IPage page)
{
    public IFrameLocator Frame => page.FrameLocator("iframe");

    public ILocator Messages => Frame.Locator(".message:not(.greeting)");

    public ILocator Text(string text) => Frame.Locator(".message .text").Filter(new() { HasTextString = text });

    public async Task OpenAsync(string address)
    {
        await page.GotoAsync(address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open chat" }).ClickAsync();
        await Frame.Locator("#compose").WaitForAsync();
    }

    public async Task SayAsync(string text)
    {
        await Frame.Locator("#compose").FillAsync(text);
        await Frame.Locator("#compose").PressAsync("Enter");
    }

    public Task WaitForAsync(string text, string? state = null) =>
        (state is null ? Text(text) : Frame.Locator($".message[data-state={state}] .text").Filter(new() { HasTextString = text })).WaitForAsync();
}

/// <summary>The inbox as its agent sees it.</summary>
public sealed class InboxScreen(IPage page)
{
    public IPage Page => page;

    public ILocator Row(long ticket) => page.Locator($".trow[data-id='{ticket}']");

    public ILocator Composer => page.Locator("[data-composer-text]");

    public Task OpenAsync(ConsoleServer server, string address) => page.GotoAsync(server.At(address).ToString());

    /// <summary>The numbers of the rows, from the top.</summary>
    public async Task<IReadOnlyList<long>> OrderAsync() =>
        await page.Locator(".trow").EvaluateAllAsync<long[]>("rows => rows.map(row => ({ id: Number(row.dataset.id), top: row.getBoundingClientRect().top })).sort((a, b) => a.top - b.top).map(row => row.id)");

    public async Task AnswerAsync(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Control+Enter");
        await page.Locator(".msg-text").Filter(new() { HasTextString = text }).WaitForAsync();
    }
}
