using System.Text.Json;
using System.Threading.Channels;
using AgentConsole.Channels.Chat;
using AgentConsole.Live;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>What a visitor writes and has not sent: read where the site says so to the visitor, and nowhere else; stored nowhere.</summary>
public sealed class TypingPreviews
{
    [Fact]
    public async Task It_is_told_to_those_who_look_at_the_ticket_where_the_site_wants_it_and_the_visitor_is_told()
    {
        await using var host = await ChatHost.StartAsync();
        await WantAsync(host, true);
        var (client, hello) = await host.GreetAsync();
        await using var closing = client;
        Assert.True(hello.GetProperty("typingIsRead").GetBoolean());
        await ChatHost.SendAsync(client, "hello");
        var heard = Listen(host, await host.NewestTicketAsync(), out var listening);
        using var _ = listening;
        var rows = await host.RowsAsync();

        Assert.False((await client.InvokeAsync("Typing", new { on = true, text = "I am <b>angry" })).TryGetProperty("error", out var _));

        Assert.Equal("I am <b>angry", await NextAsync(heard));
        Assert.Equal(rows, await host.RowsAsync());

        // The site changes its mind: what a client that has not heard of it says is kept from everybody.
        await WantAsync(host, false);
        await client.InvokeAsync("Typing", false);
        Assert.Null(await NextAsync(heard));
        await client.InvokeAsync("Typing", new { on = true, text = "still angry" });
        Assert.Null(await NextAsync(heard));
    }

    [Fact]
    public async Task Nobody_hears_what_is_written_where_nobody_asked_for_it()
    {
        await using var host = await ChatHost.StartAsync();
        var (client, hello) = await host.GreetAsync();
        await using var closing = client;
        Assert.False(hello.TryGetProperty("typingIsRead", out var _));
        await ChatHost.SendAsync(client, "hello");
        var heard = Listen(host, await host.NewestTicketAsync(), out var listening);
        using var _ = listening;
        await client.InvokeAsync("Typing", new { on = true, text = "secret" });
        Assert.Null(await NextAsync(heard));
        Assert.Equal("chat.malformed", ChatHost.CodeOf(await client.InvokeAsync("Typing", new { on = true, text = new string('x', TypingSignal.MaxText + 1) })));
        Assert.Equal("chat.malformed", ChatHost.CodeOf(await client.InvokeAsync("Typing", new { text = "x" })));
        Assert.Equal("chat.malformed", ChatHost.CodeOf(await client.InvokeAsync("Typing", new { on = true, text = 7 })));
    }

    [Theory]
    [InlineData("x", false)]
    [InlineData("漢", false)]
    [InlineData("\"", false)]
    [InlineData("\\", false)]
    [InlineData("\u0001", true)]
    [InlineData("😀", false)]
    public void Whatever_is_written_fits_in_a_signal_with_its_end(string unit, bool isShortened)
    {
        var text = string.Concat(Enumerable.Repeat(unit, TypingSignal.MaxText / unit.Length));
        var json = new TypingSignal(long.MaxValue, new string('"', 200), true, text).Write();
        Assert.True(json.Length <= LiveSignals.MaxJsonLength);
        // Between nodes it travels in an envelope that counts bytes.
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(json.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)) < 7_800);
        var read = JsonDocument.Parse(json).RootElement.GetProperty("text").GetString()!;
        Assert.EndsWith(read, text, StringComparison.Ordinal);
        if (!isShortened && unit != "😀") Assert.Equal(text, read);
    }

    internal static async Task WantAsync(ChatHost host, bool showsTyping)
    {
        await using (var db = host.Database.Open())
        {
            var site = await db.Set<Site>().SingleAsync(one => one.Key == ChatHost.Site);
            db.Update(site with { Look = site.Look with { ShowsTyping = showsTyping } });
            await db.SaveChangesAsync();
        }

        host.Services.GetRequiredService<SiteDirectory>().Announce();
    }

    private static ChannelReader<string?> Listen(ChatHost host, long ticketId, out IDisposable listening)
    {
        var heard = Channel.CreateUnbounded<string?>();
        listening = host.Services.GetRequiredService<LiveSignals>().Subscribe($"ticket:{ticketId}", signal =>
        {
            if (signal.Kind == "typing.customer") heard.Writer.TryWrite(JsonDocument.Parse(signal.Json).RootElement.TryGetProperty("text", out var text) ? text.GetString() : null);
        });
        return heard.Reader;
    }

    private static async Task<string?> NextAsync(ChannelReader<string?> heard) => await heard.ReadAsync().AsTask().WaitAsync(HubClient.Limit);
}
