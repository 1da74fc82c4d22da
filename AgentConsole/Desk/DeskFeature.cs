using AgentConsole.Common;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Desk;

/// <summary>Registers the one writer.</summary>
public static class DeskFeature
{
    public static void AddDesk(this WebApplicationBuilder builder, ConfigurationProblems problems)
    {
        var options = problems.Read<DeskOptions>(builder.Configuration, DeskOptions.Section);
        options.Check(problems);
        builder.Services.AddDesk(options);
    }

    /// <summary>The Desk without a host's configuration: for tests, the seed and the bench.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services, DeskOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(References);
        services.AddSingleton<CommandHandler>();
        services.AddSingleton<DeskWriter>();
        services.AddSingleton<Desk>();
        services.AddHostedService(provider => provider.GetRequiredService<Desk>());
        return services;
    }

    private static DeskReferences References(IServiceProvider services)
    {
        var tickets = services.GetRequiredService<TicketCatalog>();
        var sla = services.GetRequiredService<SlaCatalog>();
        return new DeskReferences(tickets.HasPriority, _ => true, _ => true, id => tickets.Tag(id) is not null, () => sla.Book);
    }
}
