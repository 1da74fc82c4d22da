using AgentConsole.Common;
using AgentConsole.Desk.Routing;
using AgentConsole.People;
using AgentConsole.Rules;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        services.TryAddSingleton(References);
        services.AddSingleton<CommandHandler>();
        services.AddSingleton<DeskWriter>();
        services.AddSingleton<Desk>();
        services.AddHostedService(provider => provider.GetRequiredService<Desk>());
        return services;
    }

    private static DeskReferences References(IServiceProvider services)
    {
        var (people, presence) = (services.GetRequiredService<AgentDirectory>(), services.GetRequiredService<PresenceBoard>());
        var (tickets, routing) = (services.GetRequiredService<TicketCatalog>(), services.GetRequiredService<RoutingCatalog>());
        return DeskReferences.Of(
            tickets, services.GetRequiredService<SlaCatalog>(), services.GetRequiredService<PriorityRuleCatalog>(), services.GetRequiredService<FieldCatalog>(),
            people.IsActive, id => people.Team(id) is not null).With(services.GetRequiredService<LifeCatalog>()) with
        {
            Routing = new RoutingReferences(() => routing.Book, () => people.Agents, presence.Of, () => [.. tickets.Priorities.Select(level => level.Id)]) { SetAway = agent => presence.SetAway(agent, away: true) },
        };
    }
}
