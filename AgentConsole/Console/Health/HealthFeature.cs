namespace AgentConsole.Console.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: 200, or 503 and why not; a load balancer takes the node out while it drains.
/// </summary>
public static class HealthFeature
{
    /// <summary>How long requests and queued commits may take to finish once the application is told to stop.</summary>
    public static TimeSpan ShutdownTimeout { get; } = TimeSpan.FromSeconds(20);

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Readiness>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new Health("live", null))).AllowAnonymous();
        app.MapGet("/health/ready", async (Readiness readiness, CancellationToken cancellationToken) =>
            await readiness.ProblemAsync(cancellationToken) is { } problem
                ? Results.Json(new Health("not ready", problem), statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Json(new Health("ready", null))).AllowAnonymous();
    }

    private sealed record Health(string Status, string? Problem);
}
