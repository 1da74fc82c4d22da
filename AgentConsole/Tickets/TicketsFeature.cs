using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Audit;
using AgentConsole.People.Setup;
using AgentConsole.Tickets.Bulk;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Macros;
using AgentConsole.Tickets.Merging;
using AgentConsole.Tickets.Notices;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Search;
using AgentConsole.Tickets.Sending;
using AgentConsole.Tickets.Tags;
using AgentConsole.Tickets.Views;
using AgentConsole.Tickets.Wall;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentConsole.Tickets;

/// <summary>Registers what reads tickets.</summary>
public static class TicketsFeature
{
    public static void AddTickets(this WebApplicationBuilder builder, ConfigurationProblems problems)
    {
        var wall = problems.Read<WallOptions>(builder.Configuration, WallOptions.Section);
        wall.Check(problems);
        var weights = problems.Read<WeightOptions>(builder.Configuration, WeightOptions.Section);
        weights.Check(problems);
        builder.Services.AddTicketReading(wall, weights);
        builder.AddFiles(problems);
        builder.Services.AddSingleton<CustomerExport>();
    }

    /// <summary>Catalog, queries, inbox and wall, without a host's configuration.</summary>
    public static IServiceCollection AddTicketReading(this IServiceCollection services, WallOptions wall, WeightOptions? weights = null)
    {
        services.TryAddSingleton<AuditTrail>();
        services.AddSingleton<TicketCatalog>();
        services.AddHostedService(provider => provider.GetRequiredService<TicketCatalog>());
        services.AddSingleton<LifeCatalog>();
        services.AddHostedService(provider => provider.GetRequiredService<LifeCatalog>());
        services.AddSingleton<SatisfactionFigures>();
        services.AddSingleton<TicketQueries>();
        services.AddSingleton<CustomerProfiles>();
        services.AddSingleton<TicketWalk>();
        services.AddSingleton<RoutingCatalog>();
        services.AddHostedService(provider => provider.GetRequiredService<RoutingCatalog>());
        services.AddSingleton<LinkedTickets>();
        services.AddSingleton<BulkBoard>();
        services.AddSingleton<OpeningBoard>();
        services.AddSingleton<RunningChats>();
        services.AddSingleton<RingingTickets>();
        services.AddSingleton<AttendanceBoard>();
        services.AddHostedService(provider => provider.GetRequiredService<AttendanceBoard>());
        services.AddSingleton<TagEditor>();
        services.AddSingleton(provider => OwnFollowers.Of(provider.GetRequiredService<MacroCatalog>()));
        services.AddSingleton(provider => OwnFollowers.Of(provider.GetRequiredService<ViewCatalog>()));
        services.AddSingleton(provider => OwnFollowers.Of(provider.GetRequiredService<RoutingCatalog>()));
        services.AddSingleton<MacroCatalog>();
        services.AddHostedService(provider => provider.GetRequiredService<MacroCatalog>());
        services.AddSingleton<FieldCatalog>();
        services.AddHostedService(provider => provider.GetRequiredService<FieldCatalog>());
        services.AddSingleton<ViewCatalog>();
        services.AddHostedService(provider => provider.GetRequiredService<ViewCatalog>());
        services.AddSingleton<TicketSearch>();
        services.AddSingleton<SearchIndexer>();
        services.AddHostedService(provider => provider.GetRequiredService<SearchIndexer>());
        services.AddSingleton<NoticeBoard>();
        services.AddHostedService(provider => provider.GetRequiredService<NoticeBoard>());
        services.AddSingleton(provider => new InboxWeights(weights ?? new WeightOptions(), id => provider.GetRequiredService<TicketCatalog>().Priority(id).Name));
        services.AddSingleton(provider => new InboxLoader(
            provider.GetRequiredService<IDbContextFactory<DeskDb>>(), provider.GetRequiredService<TicketCatalog>(), provider.GetRequiredService<InboxWeights>()));
        services.AddSingleton(provider => new ConditionQuery(provider.GetRequiredService<StorageProvider>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new InboxFeed(
            provider.GetRequiredService<LiveFeed>(), provider.GetRequiredService<TicketCatalog>(), provider.GetRequiredService<InboxLoader>(),
            provider.GetRequiredService<ConditionQuery>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<InboxFeed>>()));
        services.AddHostedService(provider => provider.GetRequiredService<InboxFeed>());
        services.AddSingleton(provider => WallOf(provider, wall));
        services.AddHostedService(provider => provider.GetRequiredService<WallFeed>());
        return services;
    }

    private static WallFeed WallOf(IServiceProvider provider, WallOptions options)
    {
        // Where nobody signs in (the bench, some tests) nobody is here, and there is no company.
        var (presence, company) = (provider.GetService<PresenceBoard>(), provider.GetService<CompanyZone>());
        var zone = options.Zone() ?? company?.Zone ?? TimeZoneInfo.Local;
        var promises = new PromiseFeed(
            new PromiseReader(provider.GetRequiredService<IDbContextFactory<DeskDb>>()), provider.GetRequiredService<LiveFeed>(), zone, () => presence?.Online ?? 0);
        var wall = new WallFeed(
            provider.GetRequiredService<InboxFeed>(), provider.GetRequiredService<InboxLoader>(), provider.GetRequiredService<TicketCatalog>(),
            provider.GetRequiredService<LiveFeed>(), provider.GetRequiredService<TimeProvider>(), zone, promises, provider.GetRequiredService<ILogger<WallFeed>>());
        if (presence is not null) presence.Changed += wall.WakeAll;
        if (company is not null && options.Zone() is null)
        {
            company.Changed += () => wall.MoveTo(company.Zone);
            // It may have been read while this was made.
            if (company.Zone.Id != zone.Id) wall.MoveTo(company.Zone);
        }

        return wall;
    }
}
