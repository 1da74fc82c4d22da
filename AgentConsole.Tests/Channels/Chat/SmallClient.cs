using AgentConsole.Tests.Support;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>The client that docs/chat-protocol.md shows (docs/chat-client.html): it has to work as it stands.</summary>
public sealed class SmallClient(Browser browser) : Journey(browser)
{
    private static string Source => File.ReadAllText(Path.Combine(ConsoleServer.Root, "docs", "chat-client.html"));

    [Fact]
    public void Its_script_has_about_forty_lines()
    {
        var script = Source.Split("<script>")[1].Split("</script>")[0];
        Assert.InRange(script.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 30, 44);
    }

    [Fact]
    public async Task It_sends_hears_resumes_after_a_pulled_wire_and_sends_what_was_written_meanwhile_once()
    {
        await using var shop = await Shop.OpenAsync(() => Source);
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
}
