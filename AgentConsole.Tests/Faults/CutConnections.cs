using AgentConsole.Channels.Chat;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Faults;

/// <summary>A visitor and an agent write while their wires break, two hundred times: in the end every screen says what the database says.</summary>
public sealed class CutConnections(Browser browser) : Journey(browser)
{
    private const int Cuts = 200, Seed = 7;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private int _cuts;

    [Fact]
    public async Task After_200_cuts_every_screen_equals_the_database_nothing_twice_nothing_missing_in_order()
    {
        await using var server = await ConsoleServer.StartAsync(Database, null, 0, "--Chat:MessagesPerSecond=1000", "--Chat:MessageBurst=1000");
        await using (var db = Database.Open())
        {
            db.Add(new Site { Key = "shop", Name = "Shop" });
            await db.SaveChangesAsync();
        }

        await using var visitorWire = new CuttingProxy(server.Address, Seed, () => Interlocked.Increment(ref _cuts));
        await using var agentWire = new CuttingProxy(server.Address, Seed + 1, () => Interlocked.Increment(ref _cuts));
        await using var shop = await Shop.OpenAsync(() => Shop.Page(visitorWire.Address, "shop"));
        await using (var db = Database.Open())
        {
            db.Update(new Site { Id = 1, Key = "shop", Name = "Shop", AllowedOrigins = shop.Origin });
            await db.SaveChangesAsync();
        }

        server.Get<SiteDirectory>().Announce();
        await server.AddAgentAsync("Ana");
        var visitor = new VisitorChat(await PersonAsync());
        await visitor.OpenAsync(shop.Origin);
        await visitor.SayAsync("begin");
        await visitor.WaitForAsync("begin", "sent");
        var agent = await PersonAsync();
        await server.SignInAsync(agent, "Ana", agentWire.Address);
        await agent.GotoAsync(new Uri(agentWire.Address, "/inbox/1").ToString());
        await agent.Locator(".msg-text", new() { HasTextString = "begin" }).WaitForAsync();
        await agent.Locator("[data-composer-text]").WaitForAsync();

        (visitorWire.Calm, agentWire.Calm) = (false, false);
        using var limit = new CancellationTokenSource(Limit);
        // Where one gives up, the other has nothing left to prove.
        Task[] writing = [VisitorWritesAsync(visitor, limit.Token), AgentWritesAsync(agent, limit.Token)];
        if ((await Task.WhenAny(writing)).IsFaulted) await limit.CancelAsync();
        await Task.WhenAll(writing);
        (visitorWire.Calm, agentWire.Calm) = (true, true);

        await visitor.SayAsync("end");
        await visitor.WaitForAsync("end");
        await visitor.Frame.Locator(".message[data-state=queued]").First.WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = 60_000 });
        var stored = (await server.Get<TicketQueries>().MessagesAsync(1, 0, 100_000, true, default)).Select(message => message.Text).ToList();
        Assert.Equal("end", stored[^1]);
        Assert.Equal(stored.Count, stored.Distinct(StringComparer.Ordinal).Count());
        var fromVisitor = stored.Where(text => text.StartsWith("v ", StringComparison.Ordinal)).ToList();
        Assert.Equal(Enumerable.Range(0, fromVisitor.Count).Select(i => $"v {i}"), fromVisitor);

        // What the widget has loaded is the end of the conversation; all of it is there.
        var widget = visitor.Frame.Locator(".message:not(.greeting) > .text");
        Assert.Equal(stored, await widget.AllInnerTextsAsync());
        await agent.ReloadAsync();
        await agent.Locator(".msg-text", new() { HasTextString = "end" }).WaitForAsync();
        var shown = await agent.Locator(".msg-text").AllInnerTextsAsync();
        Assert.Equal(stored.TakeLast(shown.Count), shown);
    }

    private async Task VisitorWritesAsync(VisitorChat visitor, CancellationToken cancellationToken)
    {
        for (var i = 0; Volatile.Read(ref _cuts) < Cuts; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await visitor.SayAsync($"v {i}");
            // Sent or, where the agent was looking, seen already.
            await visitor.Frame.Locator(".message[data-state=sent], .message[data-state=seen]").Filter(new() { HasTextString = $"v {i}" }).First.WaitForAsync(new() { Timeout = 60_000 });
        }
    }

    /// <summary>Writes as a person does: what is not on the screen after a while is sent again, and the console knows it by its id.</summary>
    private async Task AgentWritesAsync(IPage page, CancellationToken cancellationToken)
    {
        var composer = page.Locator("[data-composer-text]");
        for (var i = 0; Volatile.Read(ref _cuts) < Cuts; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = $"a {i}";
            var mine = page.Locator(".msg-text").Filter(new() { HasTextRegex = new System.Text.RegularExpressions.Regex($"^{text}$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)) });
            while (await mine.CountAsync() == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    if (await composer.InputValueAsync(new() { Timeout = 5000 }) != text) await composer.FillAsync(text, new() { Timeout = 5000 });
                    // The visitor wrote meanwhile: the agent is shown it, and sends all the same.
                    var anyway = page.Locator(".composer-changed .btn-primary");
                    if (await anyway.CountAsync() > 0) await anyway.ClickAsync(new() { Timeout = 2000 });
                    else await composer.PressAsync("Control+Enter", new() { Timeout = 5000 });
                    await mine.WaitForAsync(new() { Timeout = 1500 });
                }
                catch (Exception away) when (away is TimeoutException or PlaywrightException)
                {
                    // The wire is down, or the page comes back just now.
                }
            }
        }
    }
}
