using AgentConsole.Console.Conditions;

namespace AgentConsole.Console.Sla;

/// <summary>Registers what the pages for policies and priorities need.</summary>
public static class SlaScreens
{
    public static void AddSlaScreens(this IServiceCollection services)
    {
        services.AddScoped<ConditionChoices>();
        services.AddScoped<ProblemWords>();
        services.AddSingleton<ImpactRun>();
    }
}
