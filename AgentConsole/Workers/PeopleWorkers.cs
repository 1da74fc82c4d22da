namespace AgentConsole.Workers;

/// <summary>Registers what keeps presence and the directory current.</summary>
public static class PeopleWorkers
{
    public static void AddPeopleWorkers(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<PresenceClock>();
        builder.Services.AddHostedService<DirectoryClock>();
    }
}
