using System.Net.WebSockets;
using System.Text.Json;

namespace AgentConsole.Demo;

/// <summary>Somebody who goes through the shop's pages and writes to nobody, until they are asked to, and mostly not even then.</summary>
internal sealed class SimulatedShopper(Uri watch, Uri shop, Dice dice, TimeProvider time)
{
    private static readonly (string Page, string Title)[] _pages =
    [
        ("/", "Alder & Pine"), ("/tents", "Tents"), ("/tents/two-season", "Two-season tent for two"), ("/tents/family", "Family tent, 4 places"), ("/stoves", "Stoves"), ("/backpacks/45l", "Backpack 45 l"),
        ("/sleeping-bags", "Sleeping bags"), ("/trails/soca", "The Soča trail"), ("/returns", "Returns and repairs"), ("/cart", "Your cart"), ("/checkout", "Checkout"),
    ];

    private static readonly string[] _from = ["", "https://www.google.com/", "https://duckduckgo.com/", "https://trails.example/best-tents", ""];

    /// <summary>One visit, from the first page to the last.</summary>
    public async Task ShopAsync(CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(watch, cancellationToken);
        var hello = new { hello = 1, visits = dice.Chance(0.6) ? 1 : dice.Between(2, 9), lang = "en", page = shop.ToString(), title = _pages[0].Title, referrer = dice.Pick(_from), visible = true };
        await SayAsync(socket, hello, cancellationToken);
        var listening = ListenAsync(socket, cancellationToken);
        for (var left = dice.Between(3, 12); left > 0; left--)
        {
            await Task.Delay(TimeSpan.FromSeconds(dice.Between(8, 90)), time, cancellationToken);
            var (page, title) = dice.Pick(_pages);
            await SayAsync(socket, new { page = new Uri(shop, page).ToString(), title, referrer = "", visible = !dice.Chance(0.15) }, cancellationToken);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        await listening;
    }

    /// <summary>Sees each invitation, and mostly says no.</summary>
    private async Task ListenAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        while (await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken) is { MessageType: WebSocketMessageType.Text, EndOfMessage: true } got)
        {
            using var said = JsonDocument.Parse(buffer.AsMemory(0, got.Count));
            if (!said.RootElement.TryGetProperty("invitation", out var invitation)) continue;
            var id = invitation.GetProperty("id").GetString();
            await SayAsync(socket, new { invitation = id, did = "shown" }, cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(dice.Between(3, 12)), time, cancellationToken);
            if (dice.Chance(0.5)) await SayAsync(socket, new { invitation = id, did = "declined" }, cancellationToken);
        }
    }

    private static async Task SayAsync(ClientWebSocket socket, object message, CancellationToken cancellationToken) =>
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
}
