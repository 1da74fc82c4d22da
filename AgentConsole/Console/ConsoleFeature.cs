using AgentConsole.Console.Bans;
using AgentConsole.Console.Admin;
using AgentConsole.Console.Inbox;
using AgentConsole.Console.Notices;
using AgentConsole.Console.Sla;
using AgentConsole.Console.Ticket;
using AgentConsole.Console.Views;
using AgentConsole.Console.Wall;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentConsole.Console;

/// <summary>The screens: Blazor components over circuits.</summary>
public static class ConsoleFeature
{
    public static WebApplicationBuilder AddConsole(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddAuthorization();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuit =>
        {
            // A laptop that slept through a meeting finds its screen as it left it; beyond that the page is loaded again.
            circuit.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            circuit.DisconnectedCircuitMaxRetained = 200;
            circuit.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(20);
        }).AddHubOptions(hub =>
        {
            // A cut is noticed within two and a half beats on either side.
            hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(25);
            // A reply of 10,000 characters in four-byte text, and then some.
            hub.MaximumReceiveMessageSize = 128 * 1024;
        });
        builder.Services.LeaveOutIdleInterfaces();
        builder.Services.AddScoped<Scripts>();
        builder.Services.AddScoped<PlaceSentences>();
        builder.Services.AddScoped<Audit.AuditWords>();
        builder.Services.AddScoped<RowTelling>();
        builder.Services.AddTransient<NoticeTeller>();
        builder.Services.AddTicketScreens();
        builder.Services.AddBans();
        builder.Services.AddWallScreens();
        builder.Services.AddAdminScreens();
        builder.Services.AddSlaScreens();
        return builder;
    }

    public static WebApplication MapConsole(this WebApplication app)
    {
        app.MapStaticAssets("AgentConsole.staticwebassets.endpoints.json").AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(circuits => circuits.ConfigureWebSocketAcceptContext = (_, socket) =>
        {
            // Each batch is compressed by itself. A compressor that remembers the last one holds 330 KB for as long as the page is open, more
            // than all else a circuit holds (docs/bench.md).
            socket.DangerousEnableCompression = true;
            socket.DisableServerContextTakeover = true;
            return Task.CompletedTask;
        });
        return app;
    }
}
