using System.Globalization;
using System.Text.RegularExpressions;
using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>An agent's hour without a mouse: signing in, and thirty tickets taken, answered, noted, given on, tagged and put away by keys alone.</summary>
public sealed class HandsJourney(Browser browser) : Journey(browser)
{
    private const int Tickets = 30;

    private ConsoleServer _server = null!;
    private AgentInfo _ana = null!, _bor = null!;
    private IPage _page = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _server = await ConsoleServer.StartAsync(Database);
        _ana = await _server.AddAgentAsync("Ana");
        _bor = await _server.AddAgentAsync("Bor");
    }

    public override async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Thirty_tickets_are_worked_through_by_keyboard_alone()
    {
        for (var i = 1; i <= Tickets; i++) await OpenAsync($"Question {i}", $"v{i}");
        _page = await PersonAsync();
        await _page.AddInitScriptAsync("addEventListener('pointerdown', () => sessionStorage.setItem('mouse', 'used'), true)");
        await SignInAsync();
        await KeysAsync("g", "u");
        await _page.ShouldBeAtAsync("**view=unassigned**");
        await _page.Locator(".trow").First.WaitForAsync();
        await _page.ShouldBeAccessibleAsync();
        await KeysAsync("j", "Enter");

        var done = new HashSet<long>();
        while (done.Count < Tickets)
        {
            var number = NumberIn(await _page.ShouldBeAtAsync(Another(done)));
            await _page.Locator($".ticket-number:text-is('#{number}')").WaitForAsync();
            await _page.Locator("[data-take]").WaitForAsync();
            await KeysAsync("a");
            await _page.Locator("[data-take]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
            await WorkAsync(done.Count);
            done.Add(number);
            if (done.Count < Tickets) await NextAsync();
        }

        for (var number = 1; number <= Tickets; number++)
        {
            var ticket = (await _server.Get<TicketQueries>().TicketAsync(number, default))!;
            Assert.Contains(ticket.AssigneeId, new long?[] { _ana.Id, _bor.Id });
        }

        Assert.Null(await _page.EvaluateAsync<string?>("sessionStorage.getItem('mouse')"));
    }

    [Fact]
    public async Task The_palette_finds_actions_views_tickets_by_number_and_people_and_does_what_is_chosen()
    {
        await OpenAsync("Where is my parcel?", "v1");
        await OpenAsync("The zip broke", "v2");
        _page = await PersonAsync(dark: true);
        await SignInAsync();
        await _page.Locator(".trow").First.WaitForAsync();

        await ChooseAsync("#2", "#2 The zip broke");
        await _page.ShouldBeAtAsync("**/inbox/2**");
        await _page.Locator("[data-composer]").WaitForAsync();
        // From within the editor too: what is being written stays.
        await KeysAsync("r");
        await _page.Keyboard.TypeAsync("One moment");
        await ChooseAsync("assignee bor", "Assignee: Bor", look: true);
        await HandOverAsync();
        await Assertions.Expect(_page.Locator("[data-assignee]")).ToHaveValueAsync($"{_bor.Id}");
        await Assertions.Expect(_page.Locator("[data-composer-text]")).ToHaveValueAsync("One moment");
        await ChooseAsync("snoozed", "Snoozed");
        await _page.ShouldBeAtAsync("**view=snoozed**");
        await ChooseAsync("maja", "Maja");
        await _page.ShouldBeAtAsync("**/customers/*");
        await ChooseAsync("all open", "All open");
        await _page.ShouldBeAtAsync("**/inbox");

        await _page.Locator(".trow").First.WaitForAsync();
        await _page.Keyboard.PressAsync("Control+k");
        await _page.Locator("#palette-text:focus").WaitForAsync();
        await _page.Keyboard.TypeAsync("qqqqq");
        await _page.Locator(".palette-state:not(.visually-hidden)").WaitForAsync();
        await _page.ShouldBeAccessibleAsync();
        await KeysAsync("Escape");
        await _page.Locator("#palette:not([open])").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        // What had the focus may be gone when the palette closes. The browser then leaves the focus in the hidden box until it next draws: keys that come before are the page's all the same.
        Assert.True(await _page.EvaluateAsync<bool>("""
            () => {
              const press = target => target.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }));
              const gone = document.body.appendChild(document.createElement('button'));
              gone.focus();
              press(gone);
              gone.remove();
              press(document.activeElement);
              press(document.activeElement);
              return document.getElementById('palette').open;
            }
            """));
    }

    /// <summary>What there is to do with a ticket, one after the other.</summary>
    private async Task WorkAsync(int at)
    {
        var isFirst = at < 6;
        switch (at % 6)
        {
            case 0:
                await KeysAsync("r");
                await _page.Keyboard.TypeAsync("On its way");
                await KeysAsync("Control+Enter");
                await SentAsync();
                break;
            case 1:
                await KeysAsync("i");
                await _page.Locator("[data-composer][data-mode=note]").WaitForAsync();
                await _page.Keyboard.TypeAsync("Called twice");
                if (isFirst) await _page.ShouldBeAccessibleAsync();
                await KeysAsync("Control+Enter");
                await SentAsync();
                break;
            case 2:
                await KeysAsync("p");
                await KeysAsync("b");
                await HandOverAsync();
                await Assertions.Expect(_page.Locator("[data-assignee]")).ToHaveValueAsync($"{_bor.Id}");
                await _page.Locator("[data-take]").WaitForAsync();
                break;
            case 3:
                await KeysAsync("t");
                await _page.Locator(".tag-add input:focus").WaitForAsync();
                await _page.Keyboard.TypeAsync("refund");
                await _page.Locator(".tag-add button[type=submit]:enabled").WaitForAsync();
                if (isFirst) await _page.ShouldBeAccessibleAsync();
                await KeysAsync("Enter");
                await _page.Locator(".ticket-fields .tag, .ticket-alert").First.WaitForAsync();
                Assert.Contains("refund", await _page.Locator(".ticket-fields .tag, .ticket-alert").First.InnerTextAsync(), StringComparison.Ordinal);
                break;
            case 4:
                await KeysAsync("s");
                await _page.Locator(".snooze .menu-item:focus").WaitForAsync();
                if (isFirst) await _page.Locator(".snooze[open] .menu-list").ShouldBeAccessibleAsync();
                await KeysAsync("ArrowDown", "Enter");
                await _page.Locator("[data-life=snoozed]").WaitForAsync();
                break;
            default:
                await ChooseAsync("status resolved", "Status: Resolved", look: isFirst);
                await _page.Locator(".pick[data-status=resolved]").WaitForAsync();
                break;
        }
    }

    private async Task HandOverAsync()
    {
        await _page.Locator("#handover-note:focus").WaitForAsync();
        await _page.Keyboard.TypeAsync("Please ask the shop");
        await KeysAsync("Control+Enter");
        await _page.Locator("#handover-note").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private async Task SentAsync()
    {
        await _page.Locator(".composer-state[data-state=sent], .msg.held[data-state=queued]").First.WaitForAsync();
        await KeysAsync("Escape");
    }

    /// <summary>The next one; again where the list still shows one that is done.</summary>
    private async Task NextAsync()
    {
        if (await _page.EvaluateAsync<bool>("() => Boolean(document.activeElement.matches('input, textarea, select'))")) await KeysAsync("Escape");
        await KeysAsync(".");
    }

    private async Task ChooseAsync(string written, string entry, bool look = false)
    {
        // A page that is still on its way hears no key.
        await _page.Locator("html[data-circuit=here]").WaitForAsync();
        await _page.Keyboard.PressAsync("Control+k");
        await _page.Locator("#palette-text:focus").WaitForAsync();
        await _page.Keyboard.TypeAsync(written);
        await _page.Locator("#palette-list > li[aria-selected=true] .palette-text", new() { HasTextString = entry }).WaitForAsync();
        if (look) await _page.ShouldBeAccessibleAsync();
        await _page.Keyboard.PressAsync("Enter");
    }

    private async Task SignInAsync()
    {
        await _page.GotoAsync(_server.At("/sign-in").ToString());
        await _page.Locator("#email:focus").WaitForAsync();
        await _page.Keyboard.TypeAsync("ana@example.test");
        await KeysAsync("Tab");
        await _page.Keyboard.TypeAsync(ConsoleServer.Password);
        await KeysAsync("Enter");
        await _page.ShouldBeAtAsync("**/inbox**");
        await _page.Locator("h1:focus").WaitForAsync();
    }

    private async Task KeysAsync(params string[] keys)
    {
        foreach (var key in keys) await _page.Keyboard.PressAsync(key);
    }

    private static long NumberIn(Uri address) => long.Parse(address.Segments[^1], CultureInfo.InvariantCulture);

    /// <summary>The address of any ticket but those.</summary>
    private static Regex Another(IEnumerable<long> done) =>
        new($@"/inbox/(?!(?:{string.Join('|', done.Append(0))})(?:\?|$))[0-9]+(?:\?|$)", RegexOptions.None, TimeSpan.FromSeconds(1));

    private async Task OpenAsync(string text, string visitor)
    {
        var outcome = await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, text, Who: new NewCustomer(IdentityKind.Visitor, visitor, "Maja")), default);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
    }
}
