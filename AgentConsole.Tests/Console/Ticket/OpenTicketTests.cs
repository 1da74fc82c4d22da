using System.Security.Claims;
using AgentConsole.Console.Ticket;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace AgentConsole.Tests.Console.Ticket;

/// <summary>The ticket's screen over the real Desk, journal and Live.</summary>
public sealed class OpenTicketTests : ScreenContext, IAsyncLifetime
{
    private TestDatabase _database = default!;
    private DeskHost _host = default!;
    private AgentConsole.Tickets.Ticket _ticket = default!;
    private Actor _customer = default!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _host = await DeskHost.StartAsync(_database, also: services => services.AddSingleton<AgentDirectory>());
        _ticket = (await _host.OpenAsync("My order is late")).Ticket;
        _customer = Actor.Customer(_ticket.CustomerId, "Maja");
        Services.AddSingleton(_host.Desk);
        Services.AddSingleton(_host.Live);
        Services.AddSingleton(_host.Services.GetRequiredService<LiveSignals>());
        Services.AddSingleton(_host.Services.GetRequiredService<AgentDirectory>());
        Services.AddSingleton(_host.Services.GetRequiredService<TicketCatalog>());
        Services.AddSingleton(_host.Services.GetRequiredService<AgentConsole.Tickets.Life.LifeCatalog>());
        Services.AddSingleton(_host.Services.GetRequiredService<SlaCatalog>());
        Services.AddSingleton(_host.Services.GetRequiredService<AgentConsole.Tickets.Routing.RoutingCatalog>());
        Services.AddSingleton(new TicketReader(_host.Queries));
        Services.AddSingleton(_host.Queries);
        Services.AddSingleton<TicketLedger>();
        Services.AddSingleton<Drafts>();
        Services.AddSingleton<AgentConsole.Tickets.Together.DraftStore>();
        Services.AddSingleton(_host.Contexts);
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule("/js/ticket.js");
    }

    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_customers_line_appears_as_it_is_written()
    {
        var pane = Open();
        await _host.DoAsync(new CustomerWrites(_customer, TicketChannel.Chat, "Are you there?", TicketId: _ticket.Id));
        pane.WaitForAssertion(() => Assert.Equal(["My order is late", "Are you there?"], Texts(pane)), DeskHost.Limit);
    }

    [Fact]
    public async Task A_reply_is_stored_once_and_shown_and_the_editor_is_empty()
    {
        var pane = Open();
        await pane.Find("textarea").InputAsync("On its way");
        await pane.Find("form.composer").SubmitAsync();
        pane.WaitForAssertion(() => Assert.Equal(["My order is late", "On its way"], Texts(pane)), DeskHost.Limit);
        Assert.Equal("", pane.Find("textarea").GetAttribute("value"));
        var stored = await _host.Queries.MessagesAsync(_ticket.Id, 0, 10, publicOnly: true, default);
        Assert.Equal(2, stored.Count);
        Assert.Equal(TicketStatus.Pending, (await _host.Queries.TicketAsync(_ticket.Id, default))!.Status);
    }

    [Fact]
    public async Task A_whisper_that_nobody_is_left_to_hear_is_no_ordinary_note_until_its_writer_says_so()
    {
        var draft = Services.GetRequiredService<Drafts>().Of(7, _ticket.Id);
        (draft.Mode, draft.Text, draft.Whispers) = (ComposerMode.Note, "psst", true);
        var pane = Open();
        await pane.Find("form.composer").SubmitAsync();
        pane.WaitForAssertion(() => Assert.Contains("nobody to whisper to", pane.Find(".composer-failed").TextContent, StringComparison.Ordinal), DeskHost.Limit);
        Assert.Equal(["My order is late"], Texts(pane));
        await pane.Find("[data-whisper]").ChangeAsync(false);
        await pane.Find("form.composer").SubmitAsync();
        pane.WaitForAssertion(() => Assert.Equal(["My order is late", "psst"], Texts(pane)), DeskHost.Limit);
        Assert.Empty(pane.FindAll(".msg[data-whisper]"));
    }

    [Fact]
    public async Task An_address_that_was_only_said_is_not_confirmed_until_it_is_known_to_be_theirs()
    {
        var said = await _host.DoAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, "Eva"), TicketChannel.Chat, "Hello", Who: new NewCustomer(IdentityKind.Visitor, "v7", "Eva")) { ClaimedEmail = "Eva@example.test" });
        _ticket = said.Ticket;
        var pane = Open();
        Assert.Equal(("eva@example.test", "not confirmed"), (pane.Find(".customer .facts bdi").TextContent, pane.Find(".customer .claimed").TextContent));
        await _host.DoAsync(new AgentConsole.Tickets.Customers.AddIdentity(Ana, _ticket.CustomerId, "eva@example.test"));
        pane.WaitForAssertion(() => Assert.Empty(pane.FindAll(".customer .claimed")), DeskHost.Limit);
    }

    [Fact]
    public async Task A_colleagues_answer_meanwhile_is_shown_before_ones_own_is_sent()
    {
        var pane = Open();
        await pane.Find("textarea").InputAsync("On its way");
        await _host.DoAsync(new AgentReplies(Bor, _ticket.Id, "It left today", ThenStatus: TicketStatus.Open));
        pane.WaitForAssertion(() => Assert.Equal(2, Texts(pane).Count), DeskHost.Limit);
        await pane.Find("form.composer").SubmitAsync();
        pane.WaitForAssertion(() => Assert.Contains("It left today", pane.Find(".composer-changed").TextContent, StringComparison.Ordinal), DeskHost.Limit);
        Assert.Equal("On its way", pane.Find("textarea").GetAttribute("value"));

        await pane.Find(".composer-changed .btn-primary").ClickAsync();
        pane.WaitForAssertion(() => Assert.Equal(3, Texts(pane).Count), DeskHost.Limit);
    }

    /// <summary>The law of issue 4: two replies in the same second.</summary>
    [Fact]
    public async Task Of_two_replies_in_the_same_second_the_second_is_told_of_the_first_before_it_goes_out()
    {
        var pane = Open();
        await pane.Find("textarea").InputAsync("On its way");
        await pane.InvokeAsync(() =>
        {
            // The renderer is busy here, so the pane can't hear of the colleague's answer before its own is sent.
            Task.Run(() => _host.DoAsync(new AgentReplies(Bor, _ticket.Id, "It left today"))).GetAwaiter().GetResult();
            pane.Find("form.composer").Submit();
        });

        pane.WaitForAssertion(() => Assert.Contains("It left today", pane.Find(".composer-changed").TextContent, StringComparison.Ordinal), DeskHost.Limit);
        Assert.Equal(2, (await _host.Queries.MessagesAsync(_ticket.Id, 0, 10, publicOnly: true, default)).Count);
    }

    [Fact]
    public async Task The_customers_next_line_in_sight_does_not_stop_the_answer()
    {
        var pane = Open();
        await pane.Find("textarea").InputAsync("On its way");
        var line = await _host.DoAsync(new CustomerWrites(_customer, TicketChannel.Chat, "Hello?", TicketId: _ticket.Id));
        pane.WaitForAssertion(() => Assert.Equal(2, Texts(pane).Count), DeskHost.Limit);
        await pane.InvokeAsync(() => pane.Instance.Shown(line.Message!.Seq));
        await pane.Find("form.composer").SubmitAsync();
        pane.WaitForAssertion(() => Assert.Equal(3, Texts(pane).Count), DeskHost.Limit);
    }

    [Fact]
    public async Task The_customers_next_line_out_of_sight_is_shown_first()
    {
        var pane = Open();
        await pane.Find("textarea").InputAsync("On its way");
        await _host.DoAsync(new CustomerWrites(_customer, TicketChannel.Chat, "Never mind, it came", TicketId: _ticket.Id));
        pane.WaitForAssertion(() => Assert.Equal(2, Texts(pane).Count), DeskHost.Limit);
        await pane.Find("form.composer").SubmitAsync();
        pane.WaitForAssertion(() => Assert.Contains("Never mind", pane.Find(".composer-changed").TextContent, StringComparison.Ordinal), DeskHost.Limit);
    }

    [Fact]
    public async Task What_was_in_sight_is_marked_seen_once()
    {
        var pane = Open();
        var last = pane.FindAll("[data-seq]")[^1].GetAttribute("data-seq");
        for (var i = 0; i < 3; i++) await pane.InvokeAsync(() => pane.Instance.Shown(long.Parse(last!, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.False((await _host.Queries.TicketAsync(_ticket.Id, default))!.IsUnread);
        Assert.Single((await _host.Queries.JournalAsync(_ticket.Id, 100, default)), row => row.Event is SeenByAgent);
    }

    [Fact]
    public async Task A_draft_survives_looking_elsewhere()
    {
        var pane = Open();
        await pane.Find("textarea").InputAsync("Half a sen");
        await DisposeComponentsAsync();
        Assert.Equal("Half a sen", Open().Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task Of_two_who_take_a_ticket_one_is_told_of_the_other()
    {
        var pane = Open();
        await pane.InvokeAsync(() =>
        {
            // The renderer is busy here, so the pane can't hear of it before the button is pressed.
            Task.Run(() => _host.DoAsync(new Assign(Bor, _ticket.Id, Bor.Id))).GetAwaiter().GetResult();
            pane.Find("[data-take]").Click();
        });
        pane.WaitForAssertion(() => Assert.Contains("took it first", pane.Find(".ticket-alert").TextContent, StringComparison.Ordinal), DeskHost.Limit);
        Assert.Equal(Bor.Id, (await _host.Queries.TicketAsync(_ticket.Id, default))!.AssigneeId);
    }

    [Fact]
    public async Task Earlier_messages_come_a_page_at_a_time()
    {
        for (var i = 0; i < TicketReader.MessagesAtOnce + 10; i++) await _host.DoAsync(new AddNote(Bor, _ticket.Id, $"note {i}"));
        var pane = Open();
        Assert.Equal(TicketReader.MessagesAtOnce, Texts(pane).Count);
        await pane.Find(".talk-earlier").ClickAsync();
        pane.WaitForAssertion(() => Assert.Equal(TicketReader.MessagesAtOnce + 11, Texts(pane).Count), DeskHost.Limit);
        Assert.Equal("My order is late", Texts(pane)[0]);
        Assert.Empty(pane.FindAll(".talk-earlier"));
    }

    [Fact]
    public void A_ticket_that_is_not_there_is_said_to_be_missing()
    {
        var pane = Render<OpenTicket>(p => p.Add(t => t.TicketId, 999).AddCascadingValue(SignedIn()));
        pane.WaitForAssertion(() => Assert.Contains("There is no ticket #999", pane.Markup, StringComparison.Ordinal), DeskHost.Limit);
    }

    [Fact]
    public async Task Without_the_browsers_half_the_ticket_can_still_be_read_and_answered()
    {
        Services.AddSingleton<IJSRuntime>(new ScriptsTests.Browser(null));
        var pane = Open();
        await pane.Find("textarea").InputAsync("On its way");
        await pane.Find("form.composer").SubmitAsync();
        pane.WaitForAssertion(() => Assert.Equal(["My order is late", "On its way"], Texts(pane)), DeskHost.Limit);
    }

    [Fact]
    public async Task Typing_is_seen_by_the_other_side()
    {
        var pane = Open();
        var signals = Services.GetRequiredService<LiveSignals>();
        var heard = new TaskCompletionSource<LiveSignal>();
        using var listening = signals.Subscribe($"ticket:{_ticket.Id}", signal => { if (signal.Kind == SignalKinds.AgentTypes) heard.TrySetResult(signal); });
        await pane.Find("textarea").InputAsync("O");
        Assert.Equal(new PersonSignal(7, "Ana", true), PersonSignal.Read((await heard.Task.WaitAsync(DeskHost.Limit)).Json));

        signals.Publish($"ticket:{_ticket.Id}", SignalKinds.CustomerTypes, new PersonSignal(_customer.Id, "Maja", true).Write());
        pane.WaitForAssertion(() => Assert.Contains("Maja", pane.Find(".talk-typing").TextContent, StringComparison.Ordinal), DeskHost.Limit);
    }

    private IRenderedComponent<OpenTicket> Open()
    {
        var pane = Render<OpenTicket>(p => p.Add(t => t.TicketId, _ticket.Id).AddCascadingValue(SignedIn()));
        pane.WaitForElement(".composer textarea", DeskHost.Limit);
        return pane;
    }

    private static Task<AuthenticationState> SignedIn() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, "7"), new Claim(ClaimTypes.Name, "Ana"), new Claim(ClaimTypes.Role, nameof(AgentRole.Agent))], PersonClaims.AccountIdentity))));

    private static List<string> Texts(IRenderedComponent<OpenTicket> pane) => [.. pane.FindAll(".msg-text").Select(text => text.TextContent.Trim())];
}
