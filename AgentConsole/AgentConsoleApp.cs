using AgentConsole.Common;
using AgentConsole.Console;
using AgentConsole.Data;
using AgentConsole.Desk;
using AgentConsole.Live;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole;

/// <summary>What the application is made of, one line a folder.</summary>
public static class AgentConsoleApp
{
    /// <summary>The exit code when the configuration can't be used.</summary>
    public const int BadConfiguration = 2;

    /// <summary>The exit code when the database can't be used: from a newer version, not reachable, full.</summary>
    public const int BadStorage = 3;

    /// <summary>Builds the application, or reports every configuration problem on standard error and returns null.</summary>
    public static WebApplication? Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var problems = new ConfigurationProblems();
        builder.WebHost.UseStaticWebAssets();
        builder.AddData(problems);
        builder.Services.AddLive();
        builder.AddTickets(problems);
        builder.Services.AddSla();
        builder.AddDesk(problems);
        builder.AddConsole();
        if (problems.All.Count > 0)
        {
            problems.Print(System.Console.Error);
            return null;
        }

        var app = builder.Build();
        app.UseStaticFiles();
        app.UseAntiforgery();
        app.MapConsole();
        return app;
    }
}
