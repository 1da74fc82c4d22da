namespace AgentConsole.Channels.Chat;

/// <summary>The chat on a page of nobody's, for the settings, which tell it how it would look. It belongs to no site and stores nothing.</summary>
internal sealed class PreviewPage(FrameAssets assets)
{
    public const string Path = "/widget/preview";

    public IResult Show(HttpContext http)
    {
        if (assets.Current is not { } files) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        headers.CacheControl = "no-store";
        return Results.Content(
            $"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Preview</title><script src="{files.Preview}" defer></script></head><body></body></html>""",
            "text/html; charset=utf-8");
    }
}
