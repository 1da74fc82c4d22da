namespace AgentConsole.Console.Security;

/// <summary>Security headers on every answer; HSTS where the request came by https.</summary>
public static class SecurityFeature
{
    public static void UseSecurity(this WebApplication app)
    {
        // A browser told so over plain http on localhost would refuse the next developer; the middleware itself sends it over https only.
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseMiddleware<SecurityHeaders>();
    }
}
