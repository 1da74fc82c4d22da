using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>A website as any customer of ours has one: another origin, with the one line that puts the widget on it.</summary>
public sealed class ShopPage : IAsyncDisposable
{
    private readonly WebApplication _app;

    private readonly string _host;

    private ShopPage(WebApplication app, string host) => (_app, _host) = (app, host);

    /// <summary>Where the widget comes from; known only when the console runs.</summary>
    public Uri? Console { get; set; }

    public string Origin => new UriBuilder(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) { Host = _host }
        .Uri.GetLeftPart(UriPartial.Authority);

    /// <param name="host"><c>localhost</c> is another site than the console's 127.0.0.1, so a private window gives the frame no storage; <c>127.0.0.1</c> is another origin of the same site.</param>
    public static async Task<ShopPage> StartAsync(string host = "localhost")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var shop = new ShopPage(app, host);
        app.MapGet("/", (HttpContext http) =>
        {
            // A site with a strict policy of its own: scripts and frames of the console, nothing inline, and no text that becomes script.
            http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; script-src {shop.Console}; frame-src {shop.Console}; base-uri 'none'; require-trusted-types-for 'script'";
            return Results.Content(
                $"""<!DOCTYPE html><html lang="en"><title>Shop</title><h1>Lamps</h1><script src="{WebUtility.HtmlEncode(new Uri(shop.Console!, "/widget/loader.js").ToString())}" data-site="here" async></script></html>""",
                "text/html; charset=utf-8");
        });
        // The same page without the widget, and somewhere else to go.
        app.MapGet("/plain", () => Results.Content("<!DOCTYPE html><html lang=\"en\"><title>Shop</title><h1>Plain</h1></html>", "text/html; charset=utf-8"));
        // Browsers ask by themselves, whenever they like, and would say in the console that there is none.
        app.MapGet("/favicon.ico", () => Results.NoContent());
        await app.StartAsync();
        return shop;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
