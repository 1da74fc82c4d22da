using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using AgentConsole.Sites.Visitors;
using AgentConsole.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>A shop's page with nobody's chat open, as docs/chat-protocol.md has it: it tells what it shows, and hears invitations.</summary>
public sealed class WatchingPage : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();

    /// <param name="origin">What a browser would name; null for a client that is none.</param>
    public static async Task<WatchingPage> ConnectAsync(ChatHost host, string site = ChatHost.Site, string? origin = null)
    {
        var page = new WatchingPage();
        page._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (origin is not null) page._socket.Options.SetRequestHeader("Origin", origin);
        page._socket.Options.CollectHttpResponseDetails = true;
        var address = new UriBuilder(new Uri(host.Address, $"/widget/watch?site={site}")) { Scheme = "ws" }.Uri;
        try
        {
            await page._socket.ConnectAsync(address, CancellationToken.None).WaitAsync(DeskHost.Limit);
        }
        catch (WebSocketException)
        {
            // The answer says why.
        }

        return page;
    }

    /// <summary>A page that is there: connected and listed.</summary>
    public static async Task<WatchingPage> OpenAsync(
        ChatHost host, string page = "https://shop.example/tents", string? id = null, string? token = null, int visits = 1, long? invited = null, long? declined = null, bool visible = true, string lang = "en", string site = ChatHost.Site)
    {
        var client = await ConnectAsync(host, site);
        await client.SayAsync(new { hello = 1, id, token, visits, invited, declined, lang, page, title = "Tents", referrer = "https://search.example/", visible });
        client.Id = (await client.NextAsync()).TryGetProperty("id", out var given) ? given.GetString() : null;
        return client;
    }

    /// <summary>101 where it is connected.</summary>
    public int Status => (int)_socket.HttpStatusCode;

    public string? Id { get; private set; }

    public Task SayAsync(object message) => _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).WaitAsync(DeskHost.Limit);

    public Task TurnToAsync(string page, bool visible = true) => SayAsync(new { page, title = page, referrer = "", visible });

    public async Task<JsonElement> NextAsync() => JsonDocument.Parse(await TextAsync()).RootElement;

    /// <summary>The invitation that comes next.</summary>
    public async Task<JsonElement> InvitationAsync() => (await NextAsync()).GetProperty("invitation");

    public Task DidAsync(JsonElement invitation, string did) => SayAsync(new { invitation = invitation.GetProperty("id").GetString(), did });

    /// <summary>Why the server closed it.</summary>
    public async Task<string?> ClosedAsync()
    {
        var buffer = new byte[16_384];
        while ((await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().WaitAsync(DeskHost.Limit)).MessageType != WebSocketMessageType.Close)
        {
            // What it said before counts no more.
        }

        return _socket.CloseStatusDescription;
    }

    /// <summary>Waits until the list of visitors is as wished.</summary>
    public static async Task<IReadOnlyList<SiteVisitor>> SeenAsync(ChatHost host, Func<IReadOnlyList<SiteVisitor>, bool> isSo)
    {
        var board = host.Services.GetRequiredService<VisitorBoard>();
        var come = new TaskCompletionSource<IReadOnlyList<SiteVisitor>>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            var all = board.All;
            if (isSo(all)) come.TrySetResult(all);
        }

        board.Changed += Look;
        Look();
        try
        {
            return await come.Task.WaitAsync(DeskHost.Limit);
        }
        finally
        {
            board.Changed -= Look;
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> TextAsync()
    {
        var buffer = new byte[16_384];
        var got = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().WaitAsync(DeskHost.Limit);
        return Encoding.UTF8.GetString(buffer, 0, got.Count);
    }
}
