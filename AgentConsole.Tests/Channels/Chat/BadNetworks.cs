using System.Collections.Concurrent;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>Networks and browsers that stand between the visitor and the chat: what was written gets through, and until then the visitor sees that it did not.</summary>
public sealed class BadNetworks(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task Without_WebSockets_the_widget_takes_a_stream_without_streams_it_asks_again_and_again_and_behind_a_captive_portal_it_waits()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await using var wire = new CuttingProxy(server.Address, 1, () => { }) { ForbidsSockets = true };
        await using var shop = await OpenShopAsync(server, wire);
        var page = await PersonAsync();
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/hubs/chat?id=", StringComparison.Ordinal)) asked.Enqueue($"{request.Method} {request.ResourceType}");
        };
        var visitor = new VisitorChat(page);
        await visitor.OpenAsync(shop.Origin);
        await visitor.SayAsync("without a socket");
        await visitor.WaitForAsync("without a socket", "sent");
        Assert.Contains("GET eventsource", asked);

        // A proxy that lets no stream through either: what is left is to ask again and again.
        asked.Clear();
        wire.ForbidsStreams = true;
        await wire.PullAsync();
        wire.PlugIn();
        await visitor.SayAsync("without a stream");
        await visitor.WaitForAsync("without a stream", "sent");
        Assert.Contains("GET fetch", asked);

        wire.IsPortal = true;
        await wire.PullAsync();
        wire.PlugIn();
        await visitor.SayAsync("behind a portal");
        await visitor.WaitForAsync("behind a portal", "queued");
        await visitor.Frame.Locator(".trouble:not([hidden])").WaitForAsync();
        wire.IsPortal = false;
        await visitor.Frame.Locator(".trouble button").ClickAsync();
        await visitor.WaitForAsync("behind a portal", "sent");
        Assert.Equal(["without a socket", "without a stream", "behind a portal"], await StoredAsync());
    }

    [Fact]
    public async Task A_clock_that_is_a_day_slow_and_a_full_storage_change_neither_order_nor_delivery_and_who_slept_comes_back_at_once()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await using var wire = new CuttingProxy(server.Address, 1, () => { });
        await using var shop = await OpenShopAsync(server, wire);
        var page = await PersonAsync();
        await page.AddInitScriptAsync(
            """
            const now = Date.now;
            Date.now = () => now() - 86_400_000 + (window.slept ?? 0);
            Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
            """);
        var visitor = new VisitorChat(page);
        await visitor.OpenAsync(shop.Origin);
        await visitor.SayAsync("first");
        await visitor.WaitForAsync("first", "sent");
        await wire.PullAsync();
        await visitor.SayAsync("second");
        await visitor.SayAsync("third");
        await visitor.WaitForAsync("third", "queued");
        wire.PlugIn();
        await visitor.WaitForAsync("third", "sent");
        Assert.Equal(["first", "second", "third"], await StoredAsync());
        Assert.Equal(["first", "second", "third"], await visitor.Frame.Locator(".message:not(.greeting) > .text").AllInnerTextsAsync());

        // A laptop that slept an hour: what looks like a connection may be none any more, and nobody has said so.
        await page.RunAndWaitForWebSocketAsync(() => visitor.Frame.Locator("body").EvaluateAsync("() => { window.slept = 3_600_000; }"));
        await visitor.SayAsync("fourth");
        await visitor.WaitForAsync("fourth", "sent");
    }

    private async Task<IReadOnlyList<string>> StoredAsync()
    {
        await using var db = Database.Open();
        return [.. db.Set<Message>().OrderBy(message => message.Seq).Select(message => message.Text)];
    }

    private static async Task<Shop> OpenShopAsync(ConsoleServer server, CuttingProxy wire)
    {
        var shop = await Shop.OpenAsync(() => Shop.Page(wire.Address, "shop"));
        await server.AddSiteAsync(new Site { Key = "shop", Name = "Shop", AllowedOrigins = shop.Origin });
        return shop;
    }
}
