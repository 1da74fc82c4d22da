using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>Networks and browsers that stand between the visitor and the chat: what was written gets through, and until then the visitor sees that it did not.</summary>
public sealed class BadNetworks(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task Without_WebSockets_the_widget_takes_another_transport_and_behind_a_captive_portal_it_waits()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await using var wire = new CuttingProxy(server.Address, 1, () => { }) { ForbidsSockets = true };
        await using var shop = await OpenShopAsync(() => Shop.Page(wire.Address, "shop"));
        var visitor = new VisitorChat(await PersonAsync());
        await visitor.OpenAsync(shop.Origin);
        await visitor.SayAsync("without a socket");
        await visitor.WaitForAsync("without a socket", "sent");

        wire.IsPortal = true;
        await wire.PullAsync();
        wire.PlugIn();
        await visitor.SayAsync("behind a portal");
        await visitor.WaitForAsync("behind a portal", "queued");
        await visitor.Frame.Locator(".trouble:not([hidden])").WaitForAsync();
        wire.IsPortal = false;
        await visitor.Frame.Locator(".trouble button").ClickAsync();
        await visitor.WaitForAsync("behind a portal", "sent");
        Assert.Equal(["without a socket", "behind a portal"], await StoredAsync());
    }

    [Fact]
    public async Task A_clock_that_is_a_day_slow_and_a_full_storage_change_neither_order_nor_delivery()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await using var wire = new CuttingProxy(server.Address, 1, () => { });
        await using var shop = await OpenShopAsync(() => Shop.Page(wire.Address, "shop"));
        var page = await PersonAsync();
        await page.AddInitScriptAsync(
            """
            const now = Date.now;
            Date.now = () => now() - 86_400_000;
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
    }

    private async Task<IReadOnlyList<string>> StoredAsync()
    {
        await using var db = Database.Open();
        return [.. db.Set<Message>().OrderBy(message => message.Seq).Select(message => message.Text)];
    }

    private async Task<Shop> OpenShopAsync(Func<string> page)
    {
        var shop = await Shop.OpenAsync(page);
        await using var db = Database.Open();
        db.Add(new Site { Key = "shop", Name = "Shop", AllowedOrigins = shop.Origin });
        await db.SaveChangesAsync();
        return shop;
    }
}
