using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.People.Links;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace AgentConsole.Console.Account;

/// <summary>What sets or clears a cookie and is no page. The two POSTs take a form, so they are refused without its antiforgery token.</summary>
public static class AccountFeature
{
    public static void MapAccount(this WebApplication app)
    {
        app.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        app.MapPost("/language", ChangeLanguageAsync).AllowAnonymous();
        app.MapGet("/sign-in/link", SignInByLinkAsync).AllowAnonymous();
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, [FromForm] string? returnUrl, PresenceBoard board)
    {
        if (context.User.AgentId() is { } id) board.Leave(id);
        await context.SignOutAsync(Session.Scheme);
        return Results.LocalRedirect(returnUrl is null ? "/sign-in" : ReturnUrl.Local(returnUrl));
    }

    private static async Task<IResult> ChangeLanguageAsync(
        HttpContext context, [FromForm] string? language, [FromForm] string? returnUrl, Accounts accounts, TimeProvider time)
    {
        if (!Languages.IsKnown(language)) return Results.BadRequest();
        Languages.Remember(context, language!, time.Instant());
        if (context.User.AgentId() is { } id)
        {
            await accounts.ChangeLanguageAsync(id, language!, context.RequestAborted);
            // The cookie carries the language, so that no request has to look it up.
            if (await accounts.AccountAsync(id, context.RequestAborted) is { IsOpen: true } account)
                await Session.StartAsync(context, account, await IsRememberedAsync(context));
        }

        return Results.LocalRedirect(ReturnUrl.Local(returnUrl));
    }

    private static async Task<IResult> SignInByLinkAsync(HttpContext context, string? token, string? returnUrl, SignInLinks links, Accounts accounts)
    {
        if (links.Check(token) is not { } id || await accounts.AccountAsync(id, context.RequestAborted) is not { IsOpen: true } account)
            return Results.LocalRedirect("/sign-in?problem=link");
        await Session.StartAsync(context, account);
        return Results.LocalRedirect(ReturnUrl.Local(returnUrl));
    }

    private static async Task<bool> IsRememberedAsync(HttpContext context) =>
        (await context.AuthenticateAsync(Session.Scheme)).Properties?.IsPersistent == true;
}
