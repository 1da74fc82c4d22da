using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>A hand that is faster than the server's answers, on a ticket and beside it.</summary>
public sealed class AheadJourney(Browser browser) : Journey(browser)
{
    private readonly List<Action> _kept = [];
    private readonly Lock _gate = new();
    private bool _holds;

    [Fact]
    public async Task What_is_typed_before_the_box_that_was_asked_for_is_there_is_written_in_it_and_the_fields_tab_keeps_the_keys()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var ana = await server.AddAgentAsync("Ana");
        var bor = await server.AddAgentAsync("Bor");
        var field = await server.Get<FieldCatalog>().SaveAsync(new TicketField { Name = "Order", Kind = FieldKind.Text }, default);
        Assert.True(field.Succeeded, field.Refusal?.ToString());
        var desk = server.Get<AgentConsole.Desk.Desk>();
        await desk.ExecuteAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, "Where is it?", Who: new(IdentityKind.Email, "maja@example.test", "Maja")), default);
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ana");
        await page.RouteWebSocketAsync("**/_blazor**", Route);
        await page.OpenAsync(server.At("/ticket/1"));
        await page.Locator("[data-composer-text]").WaitForAsync();

        // 'T' asks for a tag; its letters would be shortcuts, and 'r' would begin a reply.
        Hold();
        await page.Keyboard.PressAsync("t");
        await page.Keyboard.TypeAsync("refunx");
        await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.TypeAsync("d");
        await page.Keyboard.PressAsync("Enter");
        LetGo();
        await page.Locator(".ticket-fields .tag bdi:text('refund')").WaitForAsync();

        // A colleague is chosen: the note is begun at once, and no letter chooses somebody else.
        await page.Locator("[data-assignee]").FocusAsync();
        Hold();
        await page.Locator("[data-assignee]").SelectOptionAsync($"{bor.Id}");
        await page.Keyboard.TypeAsync("Ana knows");
        LetGo();
        await Assertions.Expect(page.Locator("#handover-note")).ToHaveValueAsync("Ana knows");
        await Assertions.Expect(page.Locator("#handover-note")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(" more");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("#handover-note")).ToHaveCountAsync(0);
        Assert.Equal(bor.Id, (await server.Get<TicketQueries>().TicketAsync(1, default))!.AssigneeId);

        // The panel changes while the focus is in it: the keys stay there.
        await page.GetByRole(AriaRole.Tab, new() { Name = "Customer" }).ClickAsync();
        await page.Locator(".side-panel a").First.WaitForAsync();
        Hold();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Fields" }).ClickAsync();
        await page.Locator(".side-panel a").First.FocusAsync();
        LetGo();
        await page.Locator(".own-fields input").WaitForAsync();
        await Assertions.Expect(page.Locator(".side-panel")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("A-17");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".own-fields input")).ToHaveValueAsync("A-17");
        await page.GetByRole(AriaRole.Tab, new() { Name = "History" }).ClickAsync();
        await page.Locator(".side-panel :text('A-17')").First.WaitForAsync();
        Assert.Equal("A-17", (await server.Get<TicketQueries>().TicketAsync(1, default))!.Fields[field.Value.Id]);
        await page.ShouldBeAccessibleAsync();
        Assert.NotEqual(ana.Id, bor.Id);
    }

    private void Route(IWebSocketRoute socket)
    {
        var server = socket.ConnectToServer();
        server.OnMessage(frame =>
        {
            void Send()
            {
                if (frame.Binary is { } bytes) socket.Send(bytes);
                else socket.Send(frame.Text!);
            }

            lock (_gate)
            {
                if (_holds) _kept.Add(Send);
                else Send();
            }
        });
    }

    /// <summary>The server's answers are on their way, from here on.</summary>
    private void Hold()
    {
        lock (_gate) _holds = true;
    }

    private void LetGo()
    {
        lock (_gate)
        {
            foreach (var send in _kept) send();
            _kept.Clear();
            _holds = false;
        }
    }
}
