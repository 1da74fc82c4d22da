using AgentConsole.People;
using AgentConsole.People.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgentConsole.Bench.Support;

/// <summary>Agents of the bench: accounts made by the application's own services, and signed in by cookies of its own keys.</summary>
internal static class AgentAccounts
{
    /// <summary>Makes teams and agents in a migrated database that no server runs on yet; each agent's cookie header.</summary>
    /// <returns>In order; agent i is in team i modulo the number of teams.</returns>
    public static async Task<IReadOnlyList<string>> MakeAsync(TempDatabase database, int agents, int teams, CancellationToken cancellationToken)
    {
        await using var app = AgentConsoleApp.Build([$"--Storage:ConnectionString=Data Source={database.File}", "--Logging:LogLevel:Default=Warning", $"--contentRoot={Paths.Root}"])
            ?? throw new InvalidOperationException("The application can't be configured.");
        var accounts = app.Services.GetRequiredService<Accounts>();
        var cookies = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Session.Scheme);
        var teamIds = new List<long>();
        for (var i = 1; i <= teams; i++) teamIds.Add((await accounts.AddTeamAsync($"Team {i}", cancellationToken)).Id);
        var headers = new List<string>();
        for (var i = 0; i < agents; i++)
        {
            var made = await accounts.CreateAsync(new NewAccount($"Agent {i + 1}", $"agent{i + 1}@example.org", null, AgentRole.Agent, [teamIds[i % teams]]), cancellationToken);
            if (!made.Succeeded) throw new InvalidOperationException(made.Refusal.ToString());
            var account = await accounts.AccountAsync(made.Value.Id, cancellationToken);
            var now = TimeProvider.System.GetUtcNow();
            var session = new AuthenticationTicket(
                PersonClaims.Principal(account!), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Session.Lasts }, Session.Scheme);
            headers.Add($"{Session.CookieName}={cookies.TicketDataFormat.Protect(session)}");
        }

        return headers;
    }
}
