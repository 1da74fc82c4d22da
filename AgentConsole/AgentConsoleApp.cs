using AgentConsole.Channels.Api;
using AgentConsole.Channels.Chat;
using AgentConsole.Channels.Customers;
using AgentConsole.Channels.Files;
using AgentConsole.Channels.Live;
using AgentConsole.Common;
using AgentConsole.Console;
using AgentConsole.Console.Account;
using AgentConsole.Console.Health;
using AgentConsole.Console.Palette;
using AgentConsole.Console.Security;
using AgentConsole.Data;
using AgentConsole.Demo;
using AgentConsole.Desk;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Rules;
using AgentConsole.Sites;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Workers;
using Microsoft.Extensions.Logging.Console;

namespace AgentConsole;

/// <summary>What the application is made of, one line a folder.</summary>
public static class AgentConsoleApp
{
    /// <summary>The exit code when the configuration can't be used.</summary>
    public const int BadConfiguration = 2;

    /// <summary>The exit code when the database can't be used: from a newer version, not reachable, full.</summary>
    public const int BadStorage = 3;

    /// <summary>Builds the application, or reports every configuration problem on standard error and returns null.</summary>
    /// <param name="adjust">For tests: the last word on what is registered (the time, for one).</param>
    public static WebApplication? Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        SystemHeap.GiveBack();
        // The slim one leaves out IIS, HTTP/3 and two sinks for logs (a debugger, event tracing), which nobody here reads; certificates for HTTPS are configured as ever.
        var builder = WebApplication.CreateSlimBuilder(DemoArguments.Expand(args));
        builder.WebHost.UseKestrelHttpsConfiguration();
        // It has decided how lines look on the console: the configuration has the last word.
        builder.Services.Configure<ConsoleLoggerOptions>(builder.Configuration.GetSection("Logging:Console"));
        var problems = new ConfigurationProblems();
        builder.WebHost.UseStaticWebAssets();
        builder.AddDemo(problems);
        builder.AddData(problems);
        builder.Services.AddLive();
        builder.AddPeople();
        builder.Services.AddSites();
        builder.AddTickets(problems);
        builder.Services.AddSla();
        builder.Services.AddRules();
        builder.AddDesk(problems);
        builder.AddWorkers();
        builder.AddConsole();
        builder.AddSecurity(problems);
        builder.AddApi();
        builder.Services.AddFileTransfer();
        builder.AddChat(problems);
        builder.AddHealth(problems);
        builder.Services.AddSignalR();
        if (problems.All.Count > 0)
        {
            problems.Print(System.Console.Error);
            return null;
        }

        adjust?.Invoke(builder);
        var app = builder.Build();
        app.UseDraining();
        app.UseSecurity();
        app.UseUnknownAddresses();
        // Before routing: MapStaticAssets has a route for every file it doesn't know, and strangers are not let through to it.
        app.UseWidgetFiles();
        app.UseStaticFiles();
        app.UseRouting();
        app.UsePeople();
        app.MapConsole();
        app.MapAccount();
        app.MapPalette();
        app.MapApi();
        app.MapFiles();
        app.MapCustomers();
        app.MapChat();
        app.MapLiveHub();
        app.MapHealth();
        app.MapDemo();
        return app;
    }

    /// <summary>Runs until it is told to stop; the exit code. An address that is taken is said in one sentence.</summary>
    public static async Task<int> RunAsync(WebApplication app, TextWriter errors)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await errors.WriteLineAsync($"{exception.Message.TrimEnd('.')}. Another program listens there: stop it, or choose another address with --Urls=http://localhost:5081.");
            return BadConfiguration;
        }
    }
}
