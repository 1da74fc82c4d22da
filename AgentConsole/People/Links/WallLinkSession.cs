using AgentConsole.Common;

namespace AgentConsole.People.Links;

/// <summary>
/// Lets a request through to the wall by a wall link. The first request carries the token in its address; it becomes a cookie and leaves the address,
/// because a wall's address bar is read, and photographed, by the whole room. The identity it gives may see the wall and nothing else.
/// </summary>
internal sealed class WallLinkSession(RequestDelegate next, WallLinks links, TimeProvider time)
{
    public const string CookieName = "AgentConsole.Wall";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path == "/wall" && context.Request.Query["token"].ToString() is { Length: > 0 } token && HttpMethods.IsGet(context.Request.Method))
        {
            if (links.Check(token) is not null) context.Response.Cookies.Append(CookieName, token, CookieFor(context.Request));
            else context.Response.Cookies.Delete(CookieName);
            context.Response.Redirect("/wall");
            return Task.CompletedTask;
        }

        if (context.Request.Cookies[CookieName] is { } known && links.Check(known) is { } link)
            context.User.AddIdentity(PersonClaims.Wall(link));
        return next(context);
    }

    private CookieOptions CookieFor(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
        IsEssential = true,
        // A screen on a wall is set up once; revoking the link is what ends it.
        Expires = time.Instant().AddDays(400),
    };
}
