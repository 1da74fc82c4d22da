using Radzen;

namespace AgentConsole.Console.Admin;

/// <summary>Registers what the settings' pages need.</summary>
public static class AdminFeature
{
    public static void AddAdminScreens(this IServiceCollection services) => services.AddRadzenComponents();
}
