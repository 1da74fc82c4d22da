using System.Collections.Concurrent;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>Networks and browsers that stand between the visitor and the chat: what was written gets through, and until then the visitor sees that it did not.</summary>
public sealed class BadNetworks(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task Without_WebSockets_the_widget_takes_a_stream_without_streams_it_asks_again_and_again_also_where_a_stream_is_let_in_and_held_back_and_behind_a_captive_portal_it_waits()
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

        // One that takes the stream in and gives nothing out: no error ever says so, and meanwhile nothing pretends to be sent.
        (wire.ForbidsStreams, wire.HoldsStreams) = (false, true);
        await wire.PullAsync();
        const string Held = "behind a proxy that holds streams back";
        await visitor.SayAsync(Held);
        await visitor.WaitForAsync(Held, "queued");
        asked.Clear();
        await page.RunAndWaitForRequestAsync(
            () =>
            {
                wire.PlugIn();
                return Task.CompletedTask;
            },
            request => request.ResourceType == "eventsource");
        await visitor.WaitForAsync(Held, "queued");
        await visitor.Frame.Locator(".trouble:not([hidden])", new() { HasTextString = "waiting to be sent" }).WaitForAsync();
        await visitor.WaitForAsync(Held, "sent");
        await wire.LetGo.WaitAsync(DeskHost.Limit);
        Assert.Equal(["GET eventsource", "GET fetch"], asked.Where(each => each.StartsWith("GET", StringComparison.Ordinal)).Distinct());

        wire.IsPortal = true;
        await wire.PullAsync();
        wire.PlugIn();
        await visitor.SayAsync("behind a portal");
        await visitor.WaitForAsync("behind a portal", "queued");
        await visitor.Frame.Locator(".trouble:not([hidden])").WaitForAsync();
        wire.IsPortal = false;
        await visitor.Frame.Locator(".trouble button").ClickAsync();
        await visitor.WaitForAsync("behind a portal", "sent");
        Assert.Equal(["without a socket", "without a stream", Held, "behind a portal"], await StoredAsync());
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
