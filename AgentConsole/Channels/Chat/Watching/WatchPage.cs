using System.Text.Json;
using AgentConsole.Sites;

namespace AgentConsole.Channels.Chat.Watching;

/// <summary>
/// The page of the small frame that tells what the visitor looks at. A frame, because a page's own policy need not let it talk to the console, and because the visitor's token is in
/// the frames' storage, where the page around them can't read it.
/// </summary>
internal sealed class WatchPage(SiteDirectory sites, FrameAssets assets)
{
    public const string Path = "/widget/watching";

    /// <param name="parent">The origin of the page that embeds it, as the loader says.</param>
    public async Task<IResult> ShowAsync(HttpContext http, string? site, string? parent)
    {
        if (await sites.FindAsync(site, http.RequestAborted) is not { Site.Inviting.IsOn: true } known || assets.Current is not { } files) return Results.NotFound();
        var origin = Origins.Normalise(parent);
        if (origin is null || !(Origins.IsOwn(origin, http.Request) || known.Allows(origin))) return Results.StatusCode(StatusCodes.Status403Forbidden);
        FramePage.Secure(http, string.Join(' ', known.Origins.Prepend("'self'")));
        var config = JsonSerializer.Serialize(new { site = known.Site.Key, parent = origin }, JsonSerializerOptions.Web);
        return Results.Content(
            $"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>-</title><script type="application/json" id="config">{config}</script><script src="{files.Watching}" defer></script></head><body></body></html>""",
            "text/html; charset=utf-8");
    }
}
