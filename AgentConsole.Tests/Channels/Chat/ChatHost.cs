using System.Text.Json;
using AgentConsole.Channels.Chat;
using AgentConsole.Desk;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>The real application on a real port, on a database of its own, with one site: a shop on another origin.</summary>
public sealed class ChatHost : IAsyncDisposable
{
    public const string Site = "shop", OtherSite = "blog", ShopOrigin = "https://shop.example";

    private readonly WebApplication _app;
    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;

    private ChatHost(WebApplication app, TestDatabase database, bool ownsDatabase) => (_app, _database, _ownsDatabase) = (app, database, ownsDatabase);

    public TestDatabase Database => _database;

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public Uri Hub => new(Address, ChatProtocol.HubPath);

    public AgentConsole.Desk.Desk Desk => Services.GetRequiredService<AgentConsole.Desk.Desk>();

    public static Task<ChatHost> StartAsync(DatabaseKind kind = DatabaseKind.Sqlite, TimeProvider? time = null, params string[] settings) =>
        StartAsync(null, kind, time, settings);

    /// <param name="alsoAllowed">The origin of a real page; its site's key is <c>here</c>.</param>
    public static async Task<ChatHost> StartAsync(string? alsoAllowed, DatabaseKind kind = DatabaseKind.Sqlite, TimeProvider? time = null, params string[] settings)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await using (var db = database.Open())
        {
            db.Add(new Site { Key = Site, Name = "Lumen & Co", AllowedOrigins = ShopOrigin, Greeting = "Hello </script><b>there</b>" });
            if (alsoAllowed is not null) db.Add(new Site { Key = "here", Name = "Lumen & Co", AllowedOrigins = alsoAllowed, Greeting = "How can we help?" });
            db.Add(new Site { Key = OtherSite, Name = "Blog", AllowedOrigins = "https://blog.example" });
            await db.SaveChangesAsync();
        }

        return await OnAsync(database, ownsDatabase: true, time, settings);
    }

    /// <summary>Another process on the same database, as far as the code can tell; the database is the first one's.</summary>
    public static Task<ChatHost> BesideAsync(ChatHost other, params string[] settings) => OnAsync(other._database, ownsDatabase: false, null, settings);

    public async Task StopAsync()
    {
        using var limit = new CancellationTokenSource(HubClient.Limit);
        await _app.StopAsync(limit.Token);
    }

    public Task<HubClient> ConnectAsync(string? origin = null) => HubClient.ConnectAsync(Hub, origin);

    /// <summary>Somebody else comes and goes: what lies between two cuts takes a different time each round.</summary>
    public async Task ConnectAndLeaveAsync()
    {
        var (client, _) = await GreetAsync();
        await client.DisposeAsync();
    }

    /// <summary>A greeted connection: a new visitor's, or the token's.</summary>
    public async Task<(HubClient Client, JsonElement Reply)> GreetAsync(string? token = null, long? after = null)
    {
        var client = await ConnectAsync();
        var reply = await HelloAsync(client, token, after);
        Assert.False(reply.TryGetProperty("error", out var error), error.ToString());
        return (client, reply);
    }

    public static Task<JsonElement> HelloAsync(HubClient client, string? token = null, long? after = null, string site = Site) =>
        client.InvokeAsync("Hello", new { protocol = 1, site, token, after, lang = "en" });

    public static async Task<long> SendAsync(HubClient client, string text, string? clientId = null)
    {
        var reply = await client.InvokeAsync("Send", new { clientId = clientId ?? Guid.NewGuid().ToString(), text });
        Assert.False(reply.TryGetProperty("error", out var error), error.ToString());
        return reply.GetProperty("seq").GetInt64();
    }

    /// <summary>
    /// The next messages of others. The visitor's own may come too, where the event was faster than the acknowledgement; the protocol says so.
    /// </summary>
    public static async Task<IReadOnlyList<JsonElement>> FromOthersAsync(HubClient client)
    {
        while (true)
        {
            var messages = (await client.NextAsync("messages")).GetProperty("messages").EnumerateArray();
            var others = messages.Where(message => message.GetProperty("from").GetString() != "me").ToList();
            if (others.Count > 0) return others;
        }
    }

    /// <summary>An agent answers on the newest ticket of all.</summary>
    public async Task<CommandResult> ReplyAsync(string text, long? ticketId = null)
    {
        var outcome = await Desk.ExecuteAsync(new AgentReplies(Actor.Agent(7, "Ana"), ticketId ?? await NewestTicketAsync(), text), CancellationToken.None);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    public async Task DoAsync(TicketCommand command)
    {
        var outcome = await Desk.ExecuteAsync(command, CancellationToken.None);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
    }

    public async Task<long> NewestTicketAsync()
    {
        await using var db = _database.Open();
        return await db.Set<Ticket>().MaxAsync(ticket => ticket.Id);
    }

    /// <summary>How many rows the visitors' doings have made: customers, tickets, messages, journal rows.</summary>
    public async Task<long> RowsAsync() => await _database.ScalarAsync(
        """SELECT (SELECT count(*) FROM "Customers") + (SELECT count(*) FROM "Tickets") + (SELECT count(*) FROM "Messages") + (SELECT count(*) FROM "Journal")""");

    public static string CodeOf(JsonElement reply) =>
        reply.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString()! : $"no error: {reply}";

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        if (_ownsDatabase) await _database.DisposeAsync();
    }

    private static async Task<ChatHost> OnAsync(TestDatabase database, bool ownsDatabase, TimeProvider? time, string[] settings)
    {
        var app = AgentConsoleApp.Build([.. database.Arguments, "--Urls=http://127.0.0.1:0", $"--contentRoot={Samples.Root}", .. settings], builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            if (time is not null) builder.Services.AddSingleton(time);
        });
        await app!.StartAsync();
        return new ChatHost(app, database, ownsDatabase);
    }
}
