using AgentConsole.Sites;

namespace AgentConsole.Channels.Chat;

/// <summary>The sites' pictures, as everybody may see them. An address names its content and is good for ever.</summary>
internal sealed class SitePictures(SiteDirectory sites, SiteLogos logos)
{
    public const string Path = "/widget/logo";

    public async Task<IResult> ShowAsync(HttpContext http, string? site, string? v)
    {
        if (await sites.FindAsync(site, http.RequestAborted) is not { } known || await logos.FindAsync(known.Site, v, http.RequestAborted) is not { } logo) return Results.NotFound();
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(logo.Content, logo.Type);
    }
}
