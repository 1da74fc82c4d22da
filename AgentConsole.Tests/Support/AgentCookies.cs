using AgentConsole.People;
using AgentConsole.People.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgentConsole.Tests.Support;

/// <summary>Agents who are signed in without a form: for crowds, and for servers in processes of their own.</summary>
internal static class AgentCookies
{
    /// <summary>Makes an agent; the cookie header of their session.</summary>
    public static async Task<string> MakeAsync(IServiceProvider services, string name, string email)
    {
        var accounts = services.GetRequiredService<Accounts>();
        var made = await accounts.CreateAsync(new NewAccount(name, email, null, AgentRole.Agent), default);
        var account = await accounts.AccountAsync(made.Value!.Id, default);
        var cookie = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Session.Scheme);
        var now = TimeProvider.System.GetUtcNow();
        var session = new AuthenticationTicket(PersonClaims.Principal(account!), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Session.Lasts }, Session.Scheme);
        return $"{Session.CookieName}={cookie.TicketDataFormat.Protect(session)}";
    }

    /// <summary>The same for a database whose server runs elsewhere, or not yet.</summary>
    public static async Task<IReadOnlyList<string>> MakeAsync(TestDatabase database, int count)
    {
        await using var app = AgentConsoleApp.Build([.. database.Arguments, $"--contentRoot={ConsoleServer.Root}", "--applicationName=AgentConsole", "--Logging:LogLevel:Default=Warning"])
            ?? throw new InvalidOperationException("The configuration was refused; the reasons are on standard error.");
        var cookies = new List<string>();
        for (var i = 0; i < count; i++) cookies.Add(await MakeAsync(app.Services, $"Agent {i}", $"a{i}@example.test"));
        return cookies;
    }
}
