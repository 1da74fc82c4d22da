using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Desk;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Rules;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Wall;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Tests.Support;

/// <summary>The core without a web server: storage, Live, tickets, SLA and Desk on a test's database. Two on one database are two nodes.</summary>
public sealed class DeskHost : IAsyncDisposable
{
    /// <summary>No single wait of a test is longer.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly IHost _host;

    private DeskHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public AgentConsole.Desk.Desk Desk => Services.GetRequiredService<AgentConsole.Desk.Desk>();

    public LiveFeed Live => Services.GetRequiredService<LiveFeed>();

    public InboxFeed Inbox => Services.GetRequiredService<InboxFeed>();

    public TicketQueries Queries => Services.GetRequiredService<TicketQueries>();

    public IDbContextFactory<DeskDb> Contexts => Services.GetRequiredService<IDbContextFactory<DeskDb>>();

    public static async Task<DeskHost> StartAsync(TestDatabase database, TimeProvider? time = null, Action<IServiceCollection>? also = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole());
        if (time is not null) builder.Services.AddSingleton(time);
        builder.Services.AddStorage(database.Options, Path.GetTempPath());
        builder.Services.AddLive();
        builder.Services.AddTicketReading(new WallOptions { TimeZone = "Etc/UTC" });
        builder.Services.AddSla();
        // Everybody and every team is known: who works here is another suite's matter.
        builder.Services.AddRules();
        builder.Services.AddSingleton(services => DeskReferences.Of(
            services.GetRequiredService<TicketCatalog>(), services.GetRequiredService<SlaCatalog>(), services.GetRequiredService<PriorityRuleCatalog>(), services.GetRequiredService<FieldCatalog>(),
            id => id < 1000, id => id < 1000).With(services.GetRequiredService<LifeCatalog>()));
        builder.Services.AddDesk(new DeskOptions());
        also?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new DeskHost(host);
    }

    /// <summary>Handles a command that must not be refused.</summary>
    public async Task<CommandResult> DoAsync(TicketCommand command)
    {
        var outcome = await TryAsync(command);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    public Task<Outcome<CommandResult>> TryAsync(TicketCommand command) => Desk.ExecuteAsync(command, CancellationToken.None).WaitAsync(Limit);

    /// <summary>A new customer writes and opens a ticket.</summary>
    public Task<CommandResult> OpenAsync(string text = "My order is late", string visitor = "v1", string? clientId = null) =>
        DoAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, text, clientId, Who: new NewCustomer(IdentityKind.Visitor, visitor, "Maja")));

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _host.StopAsync(limit.Token);
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
    }
}
