using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People.Setup;

namespace AgentConsole.Demo;

/// <summary>Registers the demonstration: <c>--demo</c>, and filling a company just set up.</summary>
public static class DemoFeature
{
    /// <summary>Call it before the storage is added: a demonstration has a database of its own.</summary>
    public static void AddDemo(this WebApplicationBuilder builder, ConfigurationProblems problems)
    {
        var options = DemoOptions.Read(builder.Configuration, problems);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<DemoSite>();
        services.AddSingleton<DemoCompany>();
        services.AddSingleton<DemoSeeder>();
        services.AddSingleton<FillWithDemoData>(provider => (_, cancellationToken) => provider.GetRequiredService<DemoSeeder>().FillAsync(options.Seed, cancellationToken));
        if (!options.Enabled) return;
        if (!IsGiven(builder, nameof(StorageOptions.Provider)) && !IsGiven(builder, nameof(StorageOptions.ConnectionString)))
            builder.Configuration[Storage(nameof(StorageOptions.ConnectionString))] = DemoOptions.DefaultConnection;
        services.AddSingleton<DemoToken>();
        services.AddHostedService<DemoStart>();
        if (options.Quiet) return;
        services.AddHostedService<SimulatedCustomers>();
        services.AddHostedService<SimulatedShoppers>();
    }

    /// <summary>The shop, where there is a demonstration.</summary>
    public static void MapDemo(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<DemoOptions>().Enabled) return;
        var page = app.Environment.WebRootFileProvider.GetFileInfo("demo/index.html");
        app.MapGet("/demo", () => Results.File(page.CreateReadStream(), "text/html; charset=utf-8")).AllowAnonymous();
    }

    private static bool IsGiven(WebApplicationBuilder builder, string setting) => builder.Configuration[Storage(setting)] is not null;

    private static string Storage(string setting) => $"{StorageOptions.Section}:{setting}";
}
