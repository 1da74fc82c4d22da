using AgentConsole.Common;
using AgentConsole.Sites;

namespace AgentConsole.Channels.Chat;

/// <summary>
/// Turns away, before a connection is made, pages of origins that no site names (browsers don't guard WebSockets by themselves) and addresses that have far too many.
/// </summary>
internal static class OriginGate
{
    /// <summary>The page's origin where it isn't the console itself; null where it is, and for clients that name none (they are no browser).</summary>
    public static string? Foreign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || Origins.IsOwn(origin, request) ? null : Origins.Normalise(origin) ?? "null";
    }

    public static void UseOriginGate(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(ChatProtocol.HubPath, StringComparison.OrdinalIgnoreCase),
        branch => branch.Use(async (context, next) =>
        {
            var sites = context.RequestServices.GetRequiredService<SiteDirectory>();
            if (Foreign(context.Request) is { } origin && !await sites.KnowsOriginAsync(origin, context.RequestAborted))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                await context.Response.WriteAsync("chat.origin_foreign", context.RequestAborted);
                return;
            }

            // What belongs to a connection that is there (server-sent events, long polling) names it.
            if (!context.Request.Query.ContainsKey("id") && context.RequestServices.GetRequiredService<ChatRooms>().IsCrowded(NetworkAddress.Key(context.Connection.RemoteIpAddress)))
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                await context.Response.WriteAsync("chat.too_many_connections", context.RequestAborted);
                return;
            }

            await next(context);
        }));
}
