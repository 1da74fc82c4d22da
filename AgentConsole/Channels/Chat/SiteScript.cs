using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AgentConsole.Common;
using AgentConsole.Sites;

namespace AgentConsole.Channels.Chat;

/// <summary>
/// How a site's launcher looks, as the loader asks for it when the page is idle: a module that holds data only, because a page's CSP that lets the loader in
/// lets it in too. Public, and the same for everybody who asks with the same address; it is asked for anew each time, so that a change holds at once.
/// </summary>
internal sealed class SiteScript(SiteDirectory sites, FrameAssets assets)
{
    public const string Path = "/widget/site.js";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="lang">What the page's line says; then the site's own language counts, then the <paramref name="page"/>'s, then the <paramref name="browser"/>'s.</param>
    public async Task<IResult> ShowAsync(HttpContext http, string? site, string? lang, string? page, string? browser)
    {
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.CacheControl = "no-cache";
        if (await sites.FindAsync(site, http.RequestAborted) is not { } known || assets.Current is not { } files)
            return Results.Text(ChatWords.Say(new Refusal("chat.site_unknown"), ChatWords.Language(lang)), "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);

        var body = Encoding.UTF8.GetBytes($"export default {JsonSerializer.Serialize(LookOf(known.Site, ChatWords.FirstOf(lang, known.Site.Look.Language, page, browser), files), Json)};");
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..16]}\"";
        headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch.Contains(tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(body, "text/javascript; charset=utf-8");
    }

    private static LauncherLook LookOf(Site site, string language, FrameFiles files) => new(
        language, ChatWords.IsRightToLeft(language), site.Colour, Ink.On(site.Colour), FrameLook.Word(site.Look.Side), site.Look.InlineGap, site.Look.BlockGap, FrameLook.Word(site.Look.Theme),
        site.LauncherIn(language), ChatWords.All("Launcher.", language), files.Panel, site.Inviting.IsOn ? files.Watch : null);

    /// <summary>As <c>widget/src/look.ts</c> reads it.</summary>
    private sealed record LauncherLook(
        string Lang, bool Rtl, string Colour, string Ink, string Side, int X, int Y, string Theme, string Text, IReadOnlyDictionary<string, string> Words, string Panel,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Watch);
}
