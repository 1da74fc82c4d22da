using AgentConsole.Data;
using AgentConsole.Desk;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Rules;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Wall;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Bench.Support;

/// <summary>The core without a web server, for what is measured 'at the server'.</summary>
internal sealed class CoreHost : IAsyncDisposable
{
    private readonly IHost _host;

    private CoreHost(IHost host) => _host = host;

    public InboxFeed Inbox => _host.Services.GetRequiredService<InboxFeed>();

    public Desk.Desk Desk => _host.Services.GetRequiredService<Desk.Desk>();

    public LiveFeed Live => Services.GetRequiredService<LiveFeed>();

    public IServiceProvider Services => _host.Services;

    public static async Task<CoreHost> StartAsync(StorageOptions storage, CancellationToken cancellationToken, TimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole());
        if (time is not null) builder.Services.AddSingleton(time);
        builder.Services.AddStorage(storage, Path.GetTempPath());
        builder.Services.AddLive();
        builder.Services.AddTicketReading(new WallOptions { TimeZone = "Etc/UTC" });
        builder.Services.AddSingleton<AgentDirectory>();
        builder.Services.AddSingleton<PresenceBoard>();
        builder.Services.AddSla();
        builder.Services.AddRules();
        builder.Services.AddDesk(new DeskOptions());
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new CoreHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
        else _host.Dispose();
    }
}
