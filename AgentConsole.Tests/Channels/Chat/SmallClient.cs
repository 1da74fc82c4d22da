using AgentConsole.Tests.Support;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>The client that docs/chat-protocol.md shows (docs/chat-client.js): it has to work as it stands.</summary>
public sealed class SmallClient(Browser browser) : Journey(browser)
{
    private const string Reference = """<script src="chat-client.js"></script>""";

    private static string Script => Read("chat-client.js");

    /// <summary>In one piece, for a shop that serves one page.</summary>
    private static string Page => Read("chat-client.html").Replace(Reference, $"<script>{Script}</script>", StringComparison.Ordinal);

    [Fact]
    public void Its_script_has_about_forty_lines()
    {
        Assert.Contains(Reference, Read("chat-client.html"), StringComparison.Ordinal);
        Assert.InRange(Script.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 30, 44);
    }

    [Fact]
    public async Task It_sends_hears_resumes_after_a_pulled_wire_and_sends_what_was_written_meanwhile_once()
    {
        await using var shop = await Shop.OpenAsync(() => Page);
        await using var host = await ChatHost.StartAsync(shop.Origin);
        await using var wire = new CuttingProxy(host.Address, 1, () => { });
        var page = await PersonAsync();
        await page.GotoAsync($"{shop.Origin}/?site=here&console={Uri.EscapeDataString(wire.Address.GetLeftPart(UriPartial.Authority))}");
        await page.GetByLabel("Message").FillAsync("<b>one</b>");
        await page.GetByLabel("Message").PressAsync("Enter");
        await page.Locator("li.sent").Filter(new() { HasTextString = "<b>one</b>" }).WaitForAsync();
        var ticketId = await host.NewestTicketAsync();
        await host.ReplyAsync("two", ticketId);
        await page.Locator("li.sent").Filter(new() { HasTextString = "two" }).WaitForAsync();

        await wire.PullAsync();
        await page.GetByLabel("Message").FillAsync("three");
        await page.GetByLabel("Message").PressAsync("Enter");
        await page.Locator("li.queued").Filter(new() { HasTextString = "three" }).WaitForAsync();
        await host.ReplyAsync("four", ticketId);
        wire.PlugIn();
        await page.Locator("li.sent").Filter(new() { HasTextString = "three" }).WaitForAsync();
        await page.Locator("li.sent").Filter(new() { HasTextString = "four" }).WaitForAsync();

        string[] all = ["<b>one</b>", "two", "four", "three"];
        Assert.Equal(all, await page.Locator("li").AllInnerTextsAsync());
        await using var db = host.Database.Open();
        Assert.Equal(all, db.Set<Message>().Where(message => message.TicketId == ticketId).OrderBy(message => message.Seq).Select(message => message.Text).ToList());
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(ConsoleServer.Root, "docs", file));
}
