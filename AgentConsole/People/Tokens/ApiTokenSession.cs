using AgentConsole.Resources;
using Microsoft.Extensions.Localization;

namespace AgentConsole.People.Tokens;

/// <summary>
/// Lets a program through to the API by the token in its <c>Authorization: Bearer</c> header, and says in words why it isn't let through. Pages and hubs
/// know no tokens.
/// </summary>
internal sealed class ApiTokenSession(RequestDelegate next, ApiTokens tokens, IStringLocalizer<ApiWords> words)
{
    public const string Path = "/api", Scheme = "Bearer";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        if (Token(context.Request) is { } token && await tokens.CheckAsync(token, context.RequestAborted) is { } known)
            context.User.AddIdentity(PersonClaims.Token(known));
        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden }) await RefuseAsync(context);
    }

    private static string? Token(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase) ? header[(Scheme.Length + 1)..].Trim() : null;

    private Task RefuseAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = Scheme;
        var why = status == StatusCodes.Status403Forbidden ? "Problem.NotAllowed" : Token(context.Request) is null ? "Problem.NoToken" : "Problem.Token";
        return Results.Problem(statusCode: status, title: words["Problem.Title"], detail: words[why]).ExecuteAsync(context);
    }
}
