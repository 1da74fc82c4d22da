using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>What becomes of a reply between the press and the customer's eyes, and what the screen says of it.</summary>
public sealed class SendingJourney(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task A_reply_that_meets_a_cut_wire_stands_in_the_conversation_until_it_is_stored_once()
    {
        var server = await ConsoleServer.StartAsync(Database);
        await using var wire = new CuttingProxy(server.Address, 1, () => { });
        await server.AddAgentAsync("Ana");
        await OpenTicketAsync(server, TicketChannel.Chat);
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ana", wire.Address);
        await page.OpenAsync(new Uri(wire.Address, "/ticket/1"));
        var composer = page.Locator("[data-composer-text]");
        await composer.WaitForAsync();
        var queued = page.Locator(".msg.out[data-state=queued]");

        await wire.PullAsync();
        await page.Locator("html:not([data-connection=live])").WaitForAsync();
        await page.Locator(".ticket-fields .pick[data-priority] select").SelectOptionAsync("Urgent");
        await composer.FillAsync("It left today");
        await composer.PressAsync("Control+Enter");
        await queued.Locator(".out-later").WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        // What says that the wire is cut leaves room to go on writing, on whatever screen.
        await page.Locator("html[data-connection=offline]").WaitForAsync();
        await page.ShouldLeaveRoomToWriteAsync(".when-offline");
        wire.PlugIn();
        await Sent(page, "It left today").WaitForAsync();
        await Assertions.Expect(page.Locator(".msg.out")).ToHaveCountAsync(0);
        await Assertions.Expect(composer).ToHaveValueAsync("");

        // What was chosen in a list meanwhile came too late for the old wire, and is said again.
        await page.Locator(".ticket-fields .pick[data-priority=urgent]").WaitForAsync();
        Assert.Equal(PriorityLevel.UrgentId, (await server.Get<TicketQueries>().TicketAsync(1, default))!.PriorityId);

        // A note that was chosen where the server could not hear of it is a note: what the person sees is what goes.
        await wire.PullAsync();
        await page.Locator("html[data-connection=offline]").WaitForAsync();
        await page.Locator("[data-mode-of=note]").CheckAsync();
        await composer.FillAsync("He is not always kind");
        await composer.PressAsync("Control+Enter");
        await queued.Locator("xpath=self::*[contains(@class,'note')]").WaitForAsync();
        wire.PlugIn();
        await page.Locator(".msg.note:not(.out)", new() { HasTextString = "He is not always kind" }).WaitForAsync();
        await Assertions.Expect(page.Locator(".msg.out")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".composer[data-mode=note]")).ToBeVisibleAsync();
        await page.Locator("[data-mode-of=reply]").CheckAsync();
        await Assertions.Expect(page.Locator(".composer[data-mode=reply]")).ToBeVisibleAsync();

        // The server has it, and its answer is lost with the wire.
        using var heard = server.Get<AgentConsole.Live.LiveFeed>().Subscribe(paced: false);
        wire.Deaf = true;
        await composer.FillAsync("And the number is 7");
        await composer.PressAsync("Control+Enter");
        await queued.WaitForAsync();
        await StoredAsync(server, heard, "And the number is 7");
        Assert.Equal(1, await queued.CountAsync());
        // She has no answer yet, and writes on.
        await composer.PressSequentiallyAsync("Ask", new() { Delay = 0 });
        await wire.PullAsync();
        wire.PlugIn();
        await Sent(page, "And the number is 7").WaitForAsync();
        await Assertions.Expect(page.Locator(".msg.out")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".msg.ours")).ToHaveCountAsync(2);
        await Assertions.Expect(composer).ToHaveValueAsync("Ask");
        await composer.FillAsync("");
        Assert.Equal(["hello", "It left today", "And the number is 7"], (await server.Get<TicketQueries>().MessagesAsync(1, 0, 100, true, default)).Select(message => message.Text));
        await page.ShouldFitAndBeAccessibleAsync();

        // Beside the list, this time.
        await page.OpenAsync(new Uri(wire.Address, "/inbox/1"));
        await composer.WaitForAsync();

        // The server is another when the wire is back: it knows nothing of the page, and gets the words from it.
        await wire.PullAsync();
        await page.Locator("html[data-connection=offline]").WaitForAsync();
        await page.ShouldLeaveRoomToWriteAsync(".when-offline");
        await composer.FillAsync("Ask me anything");
        await page.Locator(".composer-then").SelectOptionAsync("Resolved");
        await composer.PressAsync("Control+Enter");
        await queued.WaitForAsync();
        await server.DisposeAsync();
        await using var next = await ConsoleServer.StartAsync(Database, null, server.Address.Port);
        wire.PlugIn();
        await Sent(page, "Ask me anything").WaitForAsync();
        await Assertions.Expect(page.Locator(".msg.out")).ToHaveCountAsync(0);
        await Assertions.Expect(composer).ToHaveValueAsync("");
        Assert.Single((await next.Get<TicketQueries>().MessagesAsync(1, 0, 100, true, default)), message => message.Text == "Ask me anything");
        await TheTabIsClosedAsync(page, next, wire);
        Assert.Single((await next.Get<TicketQueries>().MessagesAsync(1, 0, 100, true, default)), message => message.Text == "Before I went home");
        Assert.Equal(TicketStatus.Resolved, (await next.Get<TicketQueries>().TicketAsync(1, default))!.Status);
    }

    /// <summary>Words that were queued when their tab was closed are told of on every page of the next visit, and go once.</summary>
    private static async Task TheTabIsClosedAsync(IPage page, ConsoleServer server, CuttingProxy wire)
    {
        await wire.PullAsync();
        await page.Locator("html[data-connection=offline]").WaitForAsync();
        await page.Locator("[data-composer-text]").FillAsync("Before I went home");
        await page.Locator("[data-composer-text]").PressAsync("Control+Enter");
        await page.Locator(".msg.out[data-state=queued]").WaitForAsync();
        await page.CloseAsync();
        wire.PlugIn();
        var (visit, beside) = (await page.Context.NewPageAsync(), await page.Context.NewPageAsync());
        await visit.OpenAsync(new Uri(wire.Address, "/search"));
        await visit.Locator("[data-unsent-ticket='1']", new() { HasTextString = "Not sent yet" }).WaitForAsync();
        await visit.ShouldFitAndBeAccessibleAsync();
        await visit.Locator("[data-unsent-ticket='1'] a").ClickAsync();
        var unsent = visit.Locator(".msg.out[data-state=unsent]");
        await Assertions.Expect(unsent).ToContainTextAsync("Before I went home");
        await visit.ShouldFitAndBeAccessibleAsync();
        await beside.OpenAsync(new Uri(wire.Address, "/ticket/1"));
        await beside.Locator(".msg.out[data-state=unsent]").WaitForAsync();
        await unsent.Locator(".out-send").ClickAsync();
        await Sent(visit, "Before I went home").WaitForAsync();
        await Sent(beside, "Before I went home").WaitForAsync();
        foreach (var tab in new[] { visit, beside })
        {
            await Assertions.Expect(tab.Locator(".msg.out")).ToHaveCountAsync(0);
            await Assertions.Expect(tab.Locator("[data-composer-text]")).ToHaveValueAsync("");
        }

        await visit.ReloadAsync();
        await Sent(visit, "Before I went home").WaitForAsync();
        await Assertions.Expect(visit.Locator(".msg.out")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_reply_by_mail_can_be_had_back_for_a_while_whole_and_goes_out_by_itself_afterwards()
    {
        var time = new ShiftedTime();
        await using var server = await ConsoleServer.StartAsync(Database, time, 0, "--Desk:UndoSend=00:30:00");
        await server.AddAgentAsync("Ana");
        await server.AddAgentAsync("Bor");
        await OpenTicketAsync(server, TicketChannel.Email);
        var (page, other) = (await PersonAsync(), await PersonAsync(390, 800));
        await server.SignInAsync(page, "Ana");
        await page.OpenAsync(server.At("/ticket/1"));
        await server.SignInAsync(other, "Bor");
        await other.OpenAsync(server.At("/ticket/1"));
        var composer = page.Locator("[data-composer-text]");
        await composer.FillAsync("It left **today**");
        await page.Locator("[data-attach]").SetInputFilesAsync(new FilePayload { Name = "label.txt", MimeType = "text/plain", Buffer = "7"u8.ToArray() });
        await page.Locator(".composer-files .file-chip:not([data-state])").WaitForAsync();
        await page.Locator(".composer-then").SelectOptionAsync("Resolved");
        await composer.PressAsync("Control+Enter");

        var held = page.Locator(".msg.held");
        await held.Locator("time[data-until]", new() { HasTextRegex = new System.Text.RegularExpressions.Regex("^1[78]\\d\\ds$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)) }).WaitForAsync();
        await other.Locator(".msg.held").WaitForAsync();
        await Assertions.Expect(other.Locator("[data-undo-send]")).ToHaveCountAsync(0);
        await Assertions.Expect(composer).ToHaveValueAsync("");
        await page.ShouldFitAndBeAccessibleAsync();
        await other.ShouldFitAndBeAccessibleAsync();

        await page.ReloadAsync();
        await page.Locator("html:not([data-circuit=coming])").WaitForAsync();
        await page.Locator("[data-undo-send]").ClickAsync();
        await Assertions.Expect(composer).ToHaveValueAsync("It left **today**");
        await Assertions.Expect(page.Locator(".composer-files .file-chip", new() { HasTextString = "label.txt" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".composer-then")).ToHaveValueAsync("Resolved");
        await Assertions.Expect(held).ToHaveCountAsync(0);
        await Assertions.Expect(other.Locator(".msg.held")).ToHaveCountAsync(0);

        await composer.PressAsync("Control+Enter");
        await held.WaitForAsync();
        await Assertions.Expect(other.Locator(".msg.held")).ToHaveCountAsync(1);
        time.Advance(TimeSpan.FromMinutes(31));
        await Sent(page, "It left today").WaitForAsync();
        await Assertions.Expect(held).ToHaveCountAsync(0);
        await Assertions.Expect(other.Locator(".msg.ours")).ToHaveCountAsync(1);
        var ticket = (await server.Get<TicketQueries>().TicketAsync(1, default))!;
        Assert.Equal((TicketStatus.Resolved, ticket.FirstResponseAt), (ticket.Status, ticket.ResolvedAt));
        await ANewTicketAsync(page, server, time);
    }

    /// <summary>A new ticket's first message: had back it never was a ticket, and its form is as it was typed, after a reload too.</summary>
    private static async Task ANewTicketAsync(IPage page, ConsoleServer server, ShiftedTime time)
    {
        await page.OpenAsync(server.At("/inbox?view=resolved"));
        await page.Locator("[data-new-ticket]").ClickAsync();
        await page.Locator("[data-new-customer]").ClickAsync();
        await page.Locator("#new-name").FillAsync("Iva Kos");
        await page.Locator("#new-contact").FillAsync("Iva@example.test");
        await page.Locator("#new-subject").FillAsync("Your tent is here");
        await page.Locator(".new-ticket .segments label").Nth(1).ClickAsync();
        await page.Locator("#new-text").FillAsync("Come and get it");
        await page.Locator(".new-picks select").First.SelectOptionAsync("Email");
        await page.Locator(".new-ticket [data-send]").ClickAsync();
        await page.Locator("[data-opening=held]", new() { HasTextString = "Your tent is here" }).WaitForAsync();
        await Assertions.Expect(page.Locator(".new-ticket")).ToHaveCountAsync(0);
        await page.ShouldFitAndBeAccessibleAsync();

        // The tab is closed; the server has it.
        await page.ReloadAsync();
        await page.Locator("html:not([data-circuit=coming])").WaitForAsync();
        await page.Locator("[data-opening-undo]").ClickAsync();
        await page.Locator("dialog.new-ticket[open]").WaitForAsync();
        await Assertions.Expect(page.Locator("#new-name")).ToHaveValueAsync("Iva Kos");
        await Assertions.Expect(page.Locator("#new-contact")).ToHaveValueAsync("Iva@example.test");
        await Assertions.Expect(page.Locator("#new-subject")).ToHaveValueAsync("Your tent is here");
        await Assertions.Expect(page.Locator("#new-text")).ToHaveValueAsync("Come and get it");
        Assert.Null(await server.Get<TicketQueries>().TicketAsync(2, default));
        Assert.Null(await server.Get<TicketQueries>().CustomerByIdentityAsync(AgentConsole.People.IdentityKind.Email, "iva@example.test", default));
        await page.Locator("#new-text").FillAsync("Come and get it today");
        await page.Locator(".new-ticket [data-send]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-opening]")).ToHaveCountAsync(1);
        await page.Locator("[data-opening=held]").WaitForAsync();
        time.Advance(TimeSpan.FromMinutes(31));
        await page.Locator("[data-opening=opened] a[href='/ticket/2']").ClickAsync();
        await Sent(page, "Come and get it today").WaitForAsync();
    }

    private static ILocator Sent(IPage page, string text) => page.Locator(".msg.ours:not(.out):has(.msg-sent)", new() { HasTextString = text });

    private static async Task StoredAsync(ConsoleServer server, AgentConsole.Live.LiveSubscription heard, string text)
    {
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        while ((await server.Get<TicketQueries>().MessagesAsync(1, 0, 100, true, limit.Token)).All(message => message.Text != text)) await heard.NextAsync(limit.Token);
    }

    private static async Task OpenTicketAsync(ConsoleServer server, TicketChannel channel)
    {
        var opened = await server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), channel, "hello", Who: new NewCustomer(AgentConsole.People.IdentityKind.Email, "maja@example.test", "Maja")), CancellationToken.None);
        Assert.True(opened.Succeeded, opened.Refusal?.ToString());
    }
}
