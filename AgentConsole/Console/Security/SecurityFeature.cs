using System.Net;
using AgentConsole.Common;
using Microsoft.AspNetCore.HttpOverrides;

namespace AgentConsole.Console.Security;

/// <summary>Security headers on every answer; HSTS where the request came by https; whose word on a visitor's address is taken.</summary>
public static class SecurityFeature
{
    private const string Proxies = "Proxies";

    /// <summary>
    /// Reads <c>Proxies</c>: the addresses or networks of reverse proxies, apart by commas. What they say of a request's address and scheme is believed, and
    /// what anybody else says is not, or limits by address would be limits by word. A proxy on this machine is believed always.
    /// </summary>
    public static void AddSecurity(this WebApplicationBuilder builder, ConfigurationProblems problems)
    {
        var networks = new List<System.Net.IPNetwork>();
        foreach (var part in (builder.Configuration[Proxies] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(part, out var address)) networks.Add(new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8));
            else if (System.Net.IPNetwork.TryParse(part, out var network)) networks.Add(network);
            else problems.Add(Proxies, $"'{part}' is neither an address such as 10.0.0.5 nor a network such as 10.0.0.0/8.");
        }

        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var network in networks) options.KnownIPNetworks.Add(network);
        });
    }

    public static void UseSecurity(this WebApplication app)
    {
        app.UseForwardedHeaders();
        // A browser told so over plain http on localhost would refuse the next developer; the middleware itself sends it over https only.
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseMiddleware<SecurityHeaders>();
    }
}
