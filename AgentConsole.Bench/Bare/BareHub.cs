using AgentConsole.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Bench.Bare;

/// <summary>The raw limit of a push: Kestrel and a SignalR hub that passes on what it is told, and nothing else.</summary>
internal static class BareHub
{
    public const string Part = "bare-hub", Path = "hub";

    public static async Task RunAsync(string[] args)
    {
        // As the server has it.
        SystemHeap.GiveBack();
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSignalR().AddHubOptions<RelayHub>(options => options.MaximumReceiveMessageSize = 65_536);
        var app = builder.Build();
        app.MapGet("/ready", () => "ready");
        app.MapHub<RelayHub>($"/{Path}");
        await app.RunAsync();
    }

    private sealed class RelayHub : Hub
    {
        public Task Join(string group) => Groups.AddToGroupAsync(Context.ConnectionId, group, Context.ConnectionAborted);

        /// <summary>Answers something, as the real hub does.</summary>
        public async Task<Passed> Send(string group, string text)
        {
            await Clients.Group(group).SendAsync("message", text, Context.ConnectionAborted);
            return new Passed(text.Length);
        }
    }

    private sealed record Passed(int Length);
}
