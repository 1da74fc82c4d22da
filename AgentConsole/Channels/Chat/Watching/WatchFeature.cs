using System.Net.WebSockets;
using AgentConsole.Common;
using AgentConsole.Sites;
using AgentConsole.Sites.Visitors;

namespace AgentConsole.Channels.Chat.Watching;

/// <summary>Registers what sees visitors before they write, on sites that have it switched on: a small frame, and a connection without a hub.</summary>
internal static class WatchFeature
{
    public const string Path = "/widget/watch";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    public static void AddWatching(this IServiceCollection services)
    {
        services.AddSingleton<InvitationKeys>();
        services.AddSingleton<Watchers>();
        services.AddSingleton<WatchPage>();
        services.AddHostedService<InviteClock>();
    }

    public static void MapWatching(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.Equals(Path, StringComparison.Ordinal), branch => branch.UseWebSockets());
        app.MapGet(WatchPage.Path, (HttpContext http, WatchPage page, string? site, string? parent) => page.ShowAsync(http, site, parent)).AllowAnonymous();
        app.MapGet(Path, WatchAsync).AllowAnonymous();
    }

    /// <summary>Everything that can be said no to is, before there is a connection.</summary>
    private static async Task<IResult> WatchAsync(HttpContext http, string? site, SiteDirectory sites, Watchers watchers, VisitorBoard board, IHostApplicationLifetime lifetime)
    {
        if (!http.WebSockets.IsWebSocketRequest) return Results.BadRequest();
        if (await sites.FindAsync(site, http.RequestAborted) is not { Site.Inviting.IsOn: true } known) return Results.NotFound();
        if (OriginGate.Foreign(http.Request) is { } origin && !known.Allows(origin)) return Results.Text("chat.origin_foreign", statusCode: StatusCodes.Status403Forbidden);
        var address = NetworkAddress.Key(http.Connection.RemoteIpAddress);
        if (board.IsCrowded(address, watchers.Options.ConnectionsPerAddress)) return Results.Text("chat.too_many_connections", statusCode: StatusCodes.Status429TooManyRequests);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = Beat, KeepAliveTimeout = Beat });
        await new WatchSocket(socket, known, address, watchers, lifetime.ApplicationStopping).RunAsync();
        return Results.Empty;
    }
}
