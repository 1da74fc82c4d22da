using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Desk;

/// <summary>Registers the one writer.</summary>
public static class DeskFeature
{
    public static void AddDesk(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection(DeskOptions.Section).Get<DeskOptions>() ?? new DeskOptions());
        builder.Services.AddSingleton<CommandHandler>();
        builder.Services.AddSingleton<DeskWriter>();
        builder.Services.AddSingleton<Desk>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Desk>());
    }
}
