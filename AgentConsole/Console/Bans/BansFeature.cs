namespace AgentConsole.Console.Bans;

/// <summary>Registers what closes the chat to a visitor.</summary>
public static class BansFeature
{
    public static void AddBans(this IServiceCollection services)
    {
        services.AddSingleton<BanOrders>();
        services.AddTransient<BanTerms>();
    }
}
