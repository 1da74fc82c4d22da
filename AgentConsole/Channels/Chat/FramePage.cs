using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AgentConsole.Sites;
using AgentConsole.Tickets;

namespace AgentConsole.Channels.Chat;

/// <summary>The page in the widget's iframe. It carries data and names its script; it holds no script of its own.</summary>
internal sealed class FramePage(SiteDirectory sites, FrameAssets assets)
{
    public const string Path = "/widget/frame";

    private static readonly HtmlEncoder Html = HtmlEncoder.Default;

    // Letters of all scripts stay as they are; <, >, & and quotes are escaped, so nothing in the data can end its element.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="parent">The origin of the page that embeds it, as the loader says.</param>
    public async Task<IResult> ShowAsync(HttpContext http, string? site, string? lang, string? parent)
    {
        var language = ChatWords.Language(lang);
        if (await sites.FindAsync(site, http.RequestAborted) is not { } known)
            return Problem(http, StatusCodes.Status404NotFound, "'none'", "chat.site_unknown", language);

        var ancestors = string.Join(' ', known.Origins.Prepend("'self'"));
        var origin = Origins.Normalise(parent);
        if (!string.IsNullOrEmpty(parent) && (origin is null || !(Origins.IsOwn(origin, http.Request) || known.Allows(origin))))
            return Problem(http, StatusCodes.Status403Forbidden, ancestors, "chat.origin_foreign", language, parent);

        if (assets.Current is not { } files) return Problem(http, StatusCodes.Status503ServiceUnavailable, ancestors, "chat.failed", language);
        Secure(http, ancestors);
        var config = new FrameConfig(known.Site.Key, FrameLook.Of(known.Site, language), language, origin ?? "", Message.MaxLength, ChatWords.All("Widget.", language));
        return Results.Content(Page(config, files), "text/html; charset=utf-8");
    }

    /// <summary>The frame in the settings' preview: no site's, told by the page around it how to look.</summary>
    public IResult ShowPreview(HttpContext http, string? lang)
    {
        var language = ChatWords.Language(lang);
        if (assets.Current is not { } files) return Problem(http, StatusCodes.Status503ServiceUnavailable, "'self'", "chat.failed", language);
        Secure(http, "'self'");
        var words = ChatWords.All("Widget.", language).Concat(ChatWords.All("Preview.", language)).ToDictionary(StringComparer.Ordinal);
        var look = new FrameLook("", Site.DefaultColour, "", FrameLook.Word(ChatTheme.Auto), "", "");
        return Results.Content(Page(new FrameConfig("preview", look, language, Origins.Of(http.Request), Message.MaxLength, words, Preview: true), files), "text/html; charset=utf-8");
    }

    private static string Page(FrameConfig values, FrameFiles files)
    {
        var config = JsonSerializer.Serialize(values, Json);
        var language = values.Lang;
        var direction = ChatWords.IsRightToLeft(language) ? "rtl" : "ltr";
        return $"""
            <!DOCTYPE html>
            <html lang="{language}" dir="{direction}" data-theme="{values.Look.Theme}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{Html.Encode(values.Look.Name)}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{files.Style}">
            <script type="application/json" id="config">{config}</script>
            <script src="{files.Script}" defer></script>
            </head>
            <body></body>
            </html>
            """;
    }

    private static IResult Problem(HttpContext http, int status, string ancestors, string code, string language, params object[] arguments)
    {
        Secure(http, ancestors);
        return Results.Text(ChatWords.Say(new Common.Refusal(code, arguments), language), "text/plain; charset=utf-8", statusCode: status);
    }

    internal static void Secure(HttpContext http, string ancestors)
    {
        var headers = http.Response.Headers;
        // Older browsers don't count a WebSocket to the same host as 'self'.
        var socket = $"{(http.Request.IsHttps ? "wss" : "ws")}://{http.Request.Host.ToUriComponent()}";
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' {socket}; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Content-Type-Options"] = "nosniff";
    }

    private sealed record FrameConfig(
        string Site, FrameLook Look, string Lang, string Parent, int MaxText, IReadOnlyDictionary<string, string> Words, bool Preview = false);
}
