using AgentConsole.Demo;
using AgentConsole.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Tests.Demo;

internal static class DemoDatabase
{
    /// <summary>Fills a database as a start with <c>--demo</c> does before anything is served.</summary>
    public static async Task FillAsync(TestDatabase database, TimeProvider time, int seed)
    {
        var app = AgentConsoleApp.Build(["--demo", $"--seed={seed}", .. database.Arguments], builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Services.Replace(ServiceDescriptor.Singleton(time));
        });
        Assert.NotNull(app);
        await using var running = app;
        using var errors = new StringWriter();
        Assert.True(await DemoStart.TrySeedAsync(app.Services, errors).WaitAsync(DeskHost.Limit * 4), errors.ToString());
    }
}

/// <summary>A clock that stands still.</summary>
internal sealed class StandingTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
