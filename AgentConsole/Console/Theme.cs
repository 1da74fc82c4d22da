namespace AgentConsole.Console;

/// <summary>Light or dark as the person chose it, kept in a cookie that holds nothing else; null follows the system.</summary>
internal static class Theme
{
    public const string Cookie = "theme";

    public static string? Of(HttpContext http) => http.Request.Cookies[Cookie] is "light" or "dark" ? http.Request.Cookies[Cookie] : null;
}
