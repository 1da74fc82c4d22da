using Microsoft.AspNetCore.Diagnostics;

namespace AgentConsole.Console.Security;

/// <summary>Whoever follows a wrong address in a browser reads so in the console's words; programs get the bare status.</summary>
public static class UnknownAddresses
{
    private const string Page = "/not-found";

    /// <summary>Stands before routing, which the page's own address goes through once more.</summary>
    public static void UseUnknownAddresses(this WebApplication app) => app.UseWhen(IsRead, read =>
    {
        read.UseStatusCodePagesWithReExecute(Page, createScopeForStatusCodePages: true);
        read.Use(async (http, next) =>
        {
            await next(http);
            // Every other refusal says what it has to say itself.
            if (http.Response.StatusCode != StatusCodes.Status404NotFound && http.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        });
    });

    private static bool IsRead(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) && http.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MatchesMediaType("text/html") && !accepted.MatchesAllTypes);
}
