namespace AgentConsole;

/// <summary>What the application is made of, one line a folder.</summary>
public static class AgentConsoleApp
{
    /// <summary>The exit code when the configuration can't be used.</summary>
    public const int BadConfiguration = 2;

    /// <summary>Builds the application, or reports every configuration problem on standard error and returns null.</summary>
    public static WebApplication? Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseStaticWebAssets();
        var app = builder.Build();
        app.UseStaticFiles();
        return app;
    }
}
