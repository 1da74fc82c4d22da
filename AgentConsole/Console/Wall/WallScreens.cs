namespace AgentConsole.Console.Wall;

/// <summary>Registers what the wall's screens need.</summary>
public static class WallScreens
{
    public static void AddWallScreens(this IServiceCollection services) => services.AddTransient<WallTerms>();
}
