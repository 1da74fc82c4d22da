using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AgentConsole.People.Audit;

/// <summary>An agent who does something now.</summary>
internal sealed record ActingAgent(long Id, string Name);

/// <summary>
/// Who does what runs now: the person of the request or of the circuit, known where a change is stored without each caller passing it on, so that none can forget it.
/// Nobody where a program does it.
/// </summary>
internal static class Acting
{
    private static readonly AsyncLocal<ActingAgent?> s_who = new();

    public static ActingAgent? Who => s_who.Value;

    /// <summary>From now on in this flow, and in all that it begins.</summary>
    public static void As(ClaimsPrincipal user) =>
        s_who.Value = user.AgentId() is { } id ? new ActingAgent(id, user.Identities.First(one => one.AuthenticationType == PersonClaims.AccountIdentity).Name ?? "") : null;

    /// <summary>For requests: after the cookie was read.</summary>
    public static async Task InRequestAsync(HttpContext context, RequestDelegate next)
    {
        As(context.User);
        await next(context);
    }
}

/// <summary>What a circuit is asked to do, its person does: its connection may have been opened by another request, and lives for hours.</summary>
internal sealed class ActingCircuit(AuthenticationStateProvider session) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async activity =>
    {
        Acting.As(await UserAsync());
        await next(activity);
    };

    private async Task<ClaimsPrincipal> UserAsync()
    {
        try
        {
            return (await session.GetAuthenticationStateAsync()).User;
        }
        catch (InvalidOperationException)
        {
            // The circuit hasn't been told its person yet: nobody can do anything through it either.
            return new ClaimsPrincipal();
        }
    }
}
