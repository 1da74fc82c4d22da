using System.Reflection;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Support;

/// <summary>The whole application, listening on a port of its own on this machine, on a test's database.</summary>
public sealed class ConsoleServer : IAsyncDisposable
{
    /// <summary>The password of every account that <see cref="AddAgentAsync"/> makes.</summary>
    public const string Password = "correct horse battery staple";

    private readonly WebApplication _app;

    private ConsoleServer(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>The repository's root, where wwwroot and appsettings.json are.</summary>
    public static string Root { get; } = typeof(ConsoleServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    public static async Task<ConsoleServer> StartAsync(TestDatabase database, TimeProvider? time = null, int port = 0, params string[] arguments)
    {
        var app = AgentConsoleApp.Build(
            [
                .. database.Arguments, $"--Urls=http://127.0.0.1:{port}", $"--contentRoot={Root}", "--applicationName=AgentConsole",
                "--Logging:LogLevel:Default=Warning", .. arguments,
            ],
            builder =>
            {
                if (time is not null) builder.Services.Replace(ServiceDescriptor.Singleton(time));
            }) ?? throw new InvalidOperationException("The configuration was refused; the reasons are on standard error.");
        await app.StartAsync().WaitAsync(DeskHost.Limit);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new ConsoleServer(app, new Uri(address));
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public Uri At(string path) => new(Address, path);

    public async Task<AgentInfo> AddAgentAsync(string name, AgentRole role = AgentRole.Agent, params long[] teams)
    {
        var added = await Get<Accounts>().CreateAsync(new NewAccount(name, $"{name.ToLowerInvariant()}@example.test", Password, role, teams), CancellationToken.None);
        Assert.True(added.Succeeded, added.Refusal?.ToString());
        return added.Value;
    }

    /// <summary>A site that pages may name from now on: the server has read which there are, and hears that there is another.</summary>
    public async Task AddSiteAsync(Site site)
    {
        await using var db = await Get<IDbContextFactory<AgentConsole.Data.DeskDb>>().CreateDbContextAsync();
        db.Add(site);
        await db.SaveChangesAsync();
        Get<SiteDirectory>().Announce();
    }

    /// <summary>Signs a person in by the form, as people do; the inbox is open then.</summary>
    /// <param name="wire">Another way to this server, such as a proxy's.</param>
    public async Task SignInAsync(IPage page, string name, Uri? wire = null)
    {
        await page.GotoAsync(new Uri(wire ?? Address, "/sign-in").ToString());
        await page.GetByLabel("E-mail").FillAsync($"{name.ToLowerInvariant()}@example.test");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.Locator("form button[type=submit]").First.ClickAsync();
        await page.ShouldBeAtAsync("**/inbox**");
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    /// <summary>Waits until a screen of the agent's has its circuit: the server counts it from then on.</summary>
    public async Task ConnectedAsync(long agent)
    {
        var board = Get<PresenceBoard>();
        var online = new TaskCompletionSource();
        void Look()
        {
            if (board.Of(agent) == Presence.Online) online.TrySetResult();
        }

        board.Changed += Look;
        Look();
        await online.Task.WaitAsync(DeskHost.Limit);
        board.Changed -= Look;
    }
}
