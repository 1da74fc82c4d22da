using System.Text.Json;
using System.Threading.Channels;
using AgentConsole.Live;
using AgentConsole.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>The page that a visitor is on, told to those who look at the ticket.</summary>
public sealed class PagesOfVisitors
{
    [Fact]
    public async Task Whoever_looks_hears_the_page_again_when_it_changes_and_that_the_visitor_has_gone()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await host.ConnectAsync();
        var hello = await client.InvokeAsync("Hello", new { protocol = 1, site = ChatHost.Site, page = "https://shop.example/tents", title = "Tents <b>& more" });
        await ChatHost.SendAsync(client, "which one?");
        var signals = host.Services.GetRequiredService<LiveSignals>();
        var heard = Channel.CreateUnbounded<(string? Page, string? Title)>();
        using var listening = signals.Subscribe("ticket:1", signal =>
        {
            if (signal.Kind != "page.customer") return;
            var said = JsonDocument.Parse(signal.Json).RootElement;
            heard.Writer.TryWrite((said.GetProperty("page").GetString(), said.GetProperty("title").GetString()));
        });

        signals.Publish("ticket:1", "viewing", """{"id":7,"name":"Ana","on":true}""");
        Assert.Equal(("https://shop.example/tents", "Tents <b>& more"), await NextAsync());

        var longer = "https://shop.example/" + new string('\u00e9', 2000);
        await client.InvokeAsync("Hello", new { protocol = 1, site = ChatHost.Site, token = hello.GetProperty("token").GetString(), page = longer, title = new string('\u00e9', 200) });
        var (page, title) = await NextAsync();
        Assert.StartsWith("https://shop.example/\u00e9", page, StringComparison.Ordinal);
        Assert.Equal(200, title!.Length);

        await client.DisposeAsync();
        Assert.Equal((null, null), await NextAsync());
        var further = await host.ConnectAsync();
        await using var closing = further;
        Assert.Equal("chat.malformed", ChatHost.CodeOf(await further.InvokeAsync("Hello", new { protocol = 1, site = ChatHost.Site, title = new string('t', 201) })));

        async Task<(string? Page, string? Title)> NextAsync() => await heard.Reader.ReadAsync().AsTask().WaitAsync(DeskHost.Limit);
    }
}
