using Microsoft.AspNetCore.Localization;

namespace AgentConsole.People;

/// <summary>The languages of the console, and which one a request gets: the account's, else the one chosen in this browser, else the browser's own.</summary>
public static class Languages
{
    /// <summary>BCP 47, the default first, each with its own name for itself.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } = [("en", "English"), ("sl", "Slovenščina"), ("ar", "العربية")];

    public const string CookieName = "AgentConsole.Language";

    public static bool IsKnown(string? code) => All.Any(language => language.Code == code);

    /// <summary>Keeps the choice in this browser.</summary>
    public static void Remember(HttpContext context, string code, DateTimeOffset now) => context.Response.Cookies.Append(
        CookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(code)),
        new CookieOptions { Expires = now.AddYears(1), IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps });

    internal static void Configure(RequestLocalizationOptions options)
    {
        var codes = All.Select(language => language.Code).ToArray();
        options.SetDefaultCulture(codes[0]).AddSupportedCultures(codes).AddSupportedUICultures(codes);
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(context => Task.FromResult(
                context.User.SessionLanguage() is { } code ? new ProviderCultureResult(code) : null)),
            new CookieRequestCultureProvider { CookieName = CookieName },
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    }
}
