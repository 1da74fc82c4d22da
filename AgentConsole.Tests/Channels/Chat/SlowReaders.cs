using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using AgentConsole.Live;
using AgentConsole.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>A client that is connected and takes nothing in.</summary>
public sealed class SlowReaders
{
    private const int Fill = 120, Events = 400, AtOnce = 50;

    [Fact]
    public async Task Whoever_reads_nothing_while_the_conversation_fills_is_cut_off_and_everybody_else_gets_everything()
    {
        await using var host = await ChatHost.StartAsync();
        var (tab, hello) = await host.GreetAsync();
        await using var closing = tab;
        var (other, _) = await host.GreetAsync();
        await using var closingOther = other;
        await ChatHost.SendAsync(tab, "tell me everything");
        var ticket = await host.NewestTicketAsync();
        using var slow = await GreetedAsync(host.Hub, hello.GetProperty("token").GetString()!);

        // More than the wires between can hold, so that what follows waits on the server: as JSON each of these characters takes six bytes.
        for (var i = 0; i < Fill; i++) await host.ReplyAsync($"{i}:{new string('\u0001', 9_000)}", ticket);
        var told = new List<string>();
        while (told.Count < Fill) told.AddRange((await ChatHost.FromOthersAsync(tab)).Select(message => message.GetProperty("text").GetString()!.Split(':')[0]));
        Assert.Equal(Enumerable.Range(0, Fill).Select(i => $"{i}"), told);

        var signals = host.Services.GetRequiredService<LiveSignals>();
        for (var sent = 0; sent < Events;)
        {
            for (var i = 0; i < AtOnce; i++, sent++) signals.Publish($"ticket:{ticket}", "typing.agent", $$"""{"id":7,"name":"Ana {{sent}}","on":true}""");
            for (var i = 0; i < AtOnce; i++) Assert.Equal($"Ana {sent - AtOnce + i}", (await tab.NextAsync("typing")).GetProperty("name").GetString());
        }

        // It wakes up too late: what comes ends before the last of it.
        Assert.DoesNotContain($"Ana {Events - 1}\"", await RestAsync(slow), StringComparison.Ordinal);
        await ChatHost.SendAsync(other, "and I go on");
        await host.ReplyAsync("so do we", ticket);
        Assert.Equal("so do we", (await ChatHost.FromOthersAsync(tab))[0].GetProperty("text").GetString());
    }

    /// <summary>A connection of the narrowest wire, greeted, and from then on read by nobody.</summary>
    private static async Task<ClientWebSocket> GreetedAsync(Uri hub, string token)
    {
        var socket = new ClientWebSocket();
        using var narrow = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var wire = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                await wire.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(wire, ownsSocket: true);
            },
        });
        await socket.ConnectAsync(new UriBuilder(hub) { Scheme = "ws" }.Uri, narrow, CancellationToken.None);
        await SayAsync("""{"protocol":"json","version":1}""");
        await SayAsync($$"""{"type":1,"invocationId":"1","target":"Hello","arguments":[{"protocol":1,"site":"{{ChatHost.Site}}","token":"{{token}}"}]}""");
        var buffer = new byte[16 * 1024];
        for (var heard = ""; !heard.Contains("\"type\":3", StringComparison.Ordinal) || !heard.EndsWith('\u001e');)
            heard += Encoding.UTF8.GetString(buffer, 0, (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).Count);
        return socket;

        Task SayAsync(string frame) => socket.SendAsync(Encoding.UTF8.GetBytes(frame + '\u001e').AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None).AsTask();
    }

    /// <summary>All that still comes, until the connection ends.</summary>
    private static async Task<string> RestAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        var (rest, buffer) = (new StringBuilder(), new byte[64 * 1024]);
        try
        {
            while (!rest.ToString().Contains($"Ana {Events - 1}\"", StringComparison.Ordinal))
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
                if (read.MessageType == WebSocketMessageType.Close) break;
                rest.Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
            }
        }
        catch (WebSocketException)
        {
            // Cut off.
        }

        return rest.ToString();
    }
}
