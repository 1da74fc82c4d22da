using AgentConsole.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AgentConsole.People.Identity;

/// <summary>A signed-in person's cookie: how it is set, and that it holds only while its account does.</summary>
internal static class Session
{
    public const string Scheme = "Session", CookieName = "AgentConsole.Session";

    public static TimeSpan Lasts { get; } = TimeSpan.FromHours(12);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.IsEssential = true;
        options.ExpireTimeSpan = Lasts;
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/access-denied";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>Signs in on this response. Without <paramref name="remember"/> the cookie ends with the browser.</summary>
    public static Task StartAsync(HttpContext context, Account account, bool remember = false) =>
        context.SignInAsync(Scheme, PersonClaims.Principal(account), new AuthenticationProperties { IsPersistent = remember });

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal is { } user && user.AgentId() is { } id)
        {
            var directory = context.HttpContext.RequestServices.GetRequiredService<AgentDirectory>();
            if (directory.HoldsSession(id, user.SessionStamp())) return;
            // Another node may have made the account or changed it a moment ago.
            await directory.ReloadAsync(context.HttpContext.RequestAborted);
            if (directory.HoldsSession(id, user.SessionStamp())) return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    /// <summary>A page sends its visitor to another page; a program gets the number.</summary>
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (IsForPerson(context.Request)) context.Response.Redirect(context.RedirectUri);
        else context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static bool IsForPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);
}
