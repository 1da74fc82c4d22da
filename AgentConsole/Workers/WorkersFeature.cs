namespace AgentConsole.Workers;

/// <summary>Registers all that runs by itself.</summary>
public static class WorkersFeature
{
    /// <summary>After the Desk: hosted services stop in the reverse order, so what these still send is taken.</summary>
    public static void AddWorkers(this WebApplicationBuilder builder)
    {
        builder.AddPeopleWorkers();
        builder.Services.AddHostedService<SlaClock>();
        builder.Services.AddHostedService<Rejudger>();
        builder.Services.AddSingleton<BulkTickets>();
        builder.Services.AddHostedService<BulkRunner>();
        builder.Services.AddHostedService<Housekeeping>();
        builder.Services.AddHostedService<UploadSweep>();
        builder.Services.AddHostedService<HoldClock>();
        builder.Services.AddHostedService<SendClock>();
        builder.Services.AddHostedService<OpeningClock>();
        builder.Services.AddHostedService<RoutingClock>();
        builder.Services.AddHostedService<HeapKeeper>();
    }
}
