using AgentConsole.Common;

namespace AgentConsole.Console.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: 200, or 503 and why not; a load balancer takes the node out while it drains.
/// </summary>
public static class HealthFeature
{
    public static void AddHealth(this WebApplicationBuilder builder, ConfigurationProblems problems)
    {
        var options = problems.Read<ShutdownOptions>(builder.Configuration, ShutdownOptions.Section);
        options.Check(problems);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<Draining>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Draining>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.DrainSeconds + options.TimeoutSeconds));
    }

    /// <summary>
    /// While it stops the application takes no new work; what was begun here may be finished for as long as it drains. A browser that comes back the moment its connection is closed would otherwise get in
    /// after the others were shown out, and hold the stop up for as long as it may last.
    /// </summary>
    public static void UseDraining(this WebApplication app)
    {
        var draining = app.Services.GetRequiredService<Draining>();
        app.Use((context, next) =>
        {
            if (draining.Answers(context.Request) || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)) return next(context);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "2";
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
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
