using AgentConsole.Common;
using AgentConsole.Console.Inbox;
using AgentConsole.Console.Ticket;
using AgentConsole.People;
using AgentConsole.Tests.Console.Ticket;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Console.Inbox;

/// <summary>The dialog over the real Desk.</summary>
public sealed class NewTicketTests : ScreenContext, IAsyncLifetime
{
    private readonly NewTicketForm _form = new();
    private TestDatabase _database = default!;
    private DeskHost _host = default!;
    private long? _opened;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _host = await DeskHost.StartAsync(_database);
        Services.AddSingleton(_host.Queries);
        Services.AddSingleton(_host.Services.GetRequiredService<TicketCatalog>());
        Services.AddSingleton(_host.Services.GetRequiredService<AgentConsole.Tickets.Life.LifeCatalog>());
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Everything_that_is_missing_is_said_at_once_and_nothing_is_sent()
    {
        var dialog = Show(_ => throw new InvalidOperationException("sent"));
        await dialog.Find("#new-ticket").SubmitAsync();
        Assert.Equal(
            ["Say whom the ticket is for.", "The subject is empty.", "There is nothing to send yet."],
            dialog.FindAll(".error").Select(error => error.TextContent).Where(text => text.Length > 0));
    }

    [Fact]
    public async Task An_existing_customer_is_found_while_typing_and_gets_the_ticket()
    {
        var known = await _host.DoAsync(new CustomerWrites(
            new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, "hello", Who: new NewCustomer(IdentityKind.Email, "maja@example.test", "Maja", "maja@example.test")));
        var dialog = Show(command => _host.TryAsync(command));
        var searching = Time.WhenTimerIsSet(TimeSpan.FromMilliseconds(200));
        _ = dialog.Find("input[type=search]").InputAsync("maj");
        await searching.WaitAsync(DeskHost.Limit);
        Time.Advance(TimeSpan.FromMilliseconds(200));
        dialog.WaitForElement("[data-customer]", DeskHost.Limit);
        await dialog.Find("[data-customer]").ClickAsync();
        await FillAsync(dialog);

        await dialog.Find("#new-ticket").SubmitAsync();
        dialog.WaitForAssertion(() => Assert.NotNull(_opened), DeskHost.Limit);
        var ticket = (await _host.Queries.TicketAsync(_opened!.Value, default))!;
        Assert.Equal((known.Ticket.CustomerId, "Broken zip", TicketStatus.New), (ticket.CustomerId, ticket.Subject, ticket.Status));
    }

    [Fact]
    public async Task A_new_customer_is_made_with_the_ticket_and_known_by_the_contact_again()
    {
        var dialog = Show(command => _host.TryAsync(command));
        await dialog.Find("[data-new-customer]").ClickAsync();
        await dialog.Find("#new-name").InputAsync("Maja Čeh");
        await dialog.Find("#new-contact").InputAsync("040 / 123 456");
        await FillAsync(dialog);
        await dialog.Find("#new-ticket").SubmitAsync();
        dialog.WaitForAssertion(() => Assert.NotNull(_opened), DeskHost.Limit);
        Assert.Equal("Maja Čeh", (await _host.Queries.CustomerByIdentityAsync(IdentityKind.Phone, "040123456", default))!.Name);
    }

    [Fact]
    public async Task A_refusal_is_said_and_what_was_filled_in_stays()
    {
        var dialog = Show(_ => Task.FromResult<Outcome<CommandResult>>(new Refusal("storage.full")));
        _form.IsNewCustomer = true;
        (_form.Name, _form.Contact) = ("Maja", "maja@example.test");
        await FillAsync(dialog);
        await dialog.Find("#new-ticket").SubmitAsync();
        Assert.NotEmpty(dialog.Find("[role=alert]").TextContent);
        Assert.Equal("Broken zip", dialog.Find("#new-subject").GetAttribute("value"));
    }

    [Fact]
    public void Trying_again_with_the_same_words_is_the_same_send()
    {
        var me = Actor.Agent(7, "Ana");
        _form.First.Text = "The zip broke";
        var first = _form.Command(me);
        Assert.Equal(first.ClientId, _form.Command(me).ClientId);
        _form.First.Text = "The zip broke again";
        Assert.NotEqual(first.ClientId, _form.Command(me).ClientId);
    }

    [Fact]
    public async Task A_message_by_mail_waits_and_comes_back_as_it_was_typed_while_a_note_goes_at_once()
    {
        AgentConsole.Tickets.Sending.HeldOpening? held = null;
        var dialog = Show(command => _host.TryAsync(command), opening =>
        {
            held = opening;
            return Task.FromResult<Refusal?>(null);
        });
        (_form.IsNewCustomer, _form.Name, _form.Contact, _form.Channel, _form.TeamId) = (true, "Maja Čeh", "040 / 123 456", TicketChannel.Email, 2);
        _form.First.Mode = ComposerMode.Reply;
        await FillAsync(dialog);
        _form.TagIds.Add(3);
        await dialog.Find("#new-ticket").SubmitAsync();
        Assert.Null(_opened);
        var back = NewTicketForm.Of(held!, null);
        Assert.Equal(
            (_form.IsNewCustomer, _form.Name, _form.Contact, _form.Channel, _form.Subject, _form.TeamId, _form.First.Text, _form.First.Mode),
            (back.IsNewCustomer, back.Name, back.Contact, back.Channel, back.Subject, back.TeamId, back.First.Text, back.First.Mode));
        Assert.Equal([3], back.TagIds);
        Assert.NotEqual(held!.ClientId, back.Held(Ana).ClientId);

        (held, _form.First.Mode) = (null, ComposerMode.Note);
        _form.TagIds.Clear();
        await dialog.Find("#new-ticket").SubmitAsync();
        dialog.WaitForAssertion(() => Assert.NotNull(_opened), DeskHost.Limit);
        Assert.Null(held);
    }

    private static async Task FillAsync(IRenderedComponent<NewTicket> dialog)
    {
        await dialog.Find("#new-subject").InputAsync("Broken zip");
        await dialog.Find("#new-text").InputAsync("The zip of her tent broke");
    }

    private IRenderedComponent<NewTicket> Show(Func<AgentOpens, Task<Outcome<CommandResult>>> open, Func<AgentConsole.Tickets.Sending.HeldOpening, Task<Refusal?>>? hold = null) => Render<NewTicket>(p => p
        .Add(d => d.Form, _form).Add(d => d.Names, Names).Add(d => d.Me, Ana).Add(d => d.MayAssign, true).Add(d => d.Open, open).Add(d => d.Hold, hold)
        .Add(d => d.OnOpened, EventCallback.Factory.Create<long>(this, id => _opened = id)));
}
