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
        var hello = await client.InvokeAsync("Hello", new { protocol = 1, site = ChatHost.Site, page = "https://shop.example/tents" });
        await ChatHost.SendAsync(client, "which one?");
        var signals = host.Services.GetRequiredService<LiveSignals>();
        var heard = Channel.CreateUnbounded<string?>();
        using var listening = signals.Subscribe("ticket:1", signal =>
        {
            if (signal.Kind == "page.customer") heard.Writer.TryWrite(JsonDocument.Parse(signal.Json).RootElement.GetProperty("page").GetString());
        });

        signals.Publish("ticket:1", "viewing", """{"id":7,"name":"Ana","on":true}""");
        Assert.Equal("https://shop.example/tents", await NextAsync());

        var longer = "https://shop.example/" + new string('\u00e9', 2000);
        await client.InvokeAsync("Hello", new { protocol = 1, site = ChatHost.Site, token = hello.GetProperty("token").GetString(), page = longer });
        Assert.StartsWith("https://shop.example/\u00e9", await NextAsync(), StringComparison.Ordinal);

        await client.DisposeAsync();
        Assert.Null(await NextAsync());

        async Task<string?> NextAsync() => await heard.Reader.ReadAsync().AsTask().WaitAsync(DeskHost.Limit);
    }
}
