using AgentConsole.Tickets.Together;

namespace AgentConsole.Console.Ticket;

/// <summary>Registers what the ticket's screens need.</summary>
public static class TicketScreens
{
    public static void AddTicketScreens(this IServiceCollection services)
    {
        services.AddSingleton<Drafts>();
        services.AddSingleton<DraftStore>();
        services.AddSingleton<TicketReader>();
        services.AddSingleton<TicketLedger>();
        services.AddScoped<ViewerZone>();
        services.AddTransient<TicketTerms>();
    }
}
