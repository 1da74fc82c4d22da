using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Tickets.Fields;

/// <summary>The company's own fields: kept with the ticket, told in its journal, held to what they are.</summary>
public abstract class FieldSuite(DatabaseKind kind) : OnEachDesk(kind)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    private FieldCatalog Catalog => Host.Services.GetRequiredService<FieldCatalog>();

    [Fact]
    public async Task A_changed_field_is_in_the_ticket_and_in_its_journal_and_replaying_gives_it_back()
    {
        var order = await MadeAsync("Order number", FieldKind.Text);
        var amount = await MadeAsync("Amount", FieldKind.Number);
        var ticket = (await Host.OpenAsync()).Ticket;

        await Host.DoAsync(new ChangeField(Ana, ticket.Id, order.Id, "  A-17  "));
        await Host.DoAsync(new ChangeField(Ana, ticket.Id, amount.Id, "12,50"));
        await Host.DoAsync(new ChangeField(Ana, ticket.Id, order.Id, "A-18"));
        var after = (await Host.DoAsync(new ChangeField(Ana, ticket.Id, order.Id, "A-18"))).Ticket;

        Assert.Equal("A-18", after.Fields[order.Id]);
        Assert.Equal("12.5", after.Fields[amount.Id]);
        await using var db = await Host.Contexts.CreateDbContextAsync();
        Assert.Equal(after, await db.Set<Ticket>().SingleAsync(stored => stored.Id == ticket.Id));
        var journal = await Host.Queries.JournalAsync(ticket.Id, 100, CancellationToken.None);
        Assert.Equal(after, TicketHistory.Replay(journal));
        Assert.Equal(
            [new FieldChanged(order.Id, null, "A-17"), new FieldChanged(amount.Id, null, "12.5"), new FieldChanged(order.Id, "A-17", "A-18")],
            journal.Select(entry => entry.Event).OfType<FieldChanged>());
    }

    [Fact]
    public async Task An_empty_value_takes_it_away_and_an_unknown_or_archived_field_is_refused()
    {
        var order = await MadeAsync("Order number", FieldKind.Text);
        var ticket = (await Host.OpenAsync()).Ticket;
        await Host.DoAsync(new ChangeField(Ana, ticket.Id, order.Id, "A-17"));

        Assert.Equal(FieldValues.None, (await Host.DoAsync(new ChangeField(Ana, ticket.Id, order.Id, " "))).Ticket.Fields);
        Assert.Equal("field.unknown", (await Host.TryAsync(new ChangeField(Ana, ticket.Id, 99, "x"))).Refusal?.Code);
        await Catalog.SaveAsync(order with { IsArchived = true }, CancellationToken.None);
        Assert.Equal("field.unknown", (await Host.TryAsync(new ChangeField(Ana, ticket.Id, order.Id, "x"))).Refusal?.Code);
    }

    [Fact]
    public async Task An_agent_resolves_only_with_what_is_required_and_a_rule_is_not_held_up()
    {
        var order = await MadeAsync("Order number", FieldKind.Text, required: true);
        var (first, second) = ((await Host.OpenAsync()).Ticket, (await Host.OpenAsync(visitor: "v2")).Ticket);

        var refused = await Host.TryAsync(new ChangeStatus(Ana, first.Id, TicketStatus.Resolved));
        Assert.Equal(("field.required", "Order number"), (refused.Refusal?.Code, refused.Refusal?.Arguments[0]));
        Assert.Equal("field.required", (await Host.TryAsync(new AgentReplies(Ana, first.Id, "Done", ThenStatus: TicketStatus.Resolved))).Refusal?.Code);
        await Host.DoAsync(new ChangeField(Ana, first.Id, order.Id, "A-17"));
        Assert.Equal(TicketStatus.Resolved, (await Host.DoAsync(new ChangeStatus(Ana, first.Id, TicketStatus.Resolved))).Ticket.Status);
        Assert.Equal(TicketStatus.Resolved, (await Host.DoAsync(new ChangeStatus(new Actor(ActorKind.Rule, 1, "old"), second.Id, TicketStatus.Resolved))).Ticket.Status);
    }

    [Fact]
    public async Task Fields_keep_their_kind_their_place_and_the_ids_of_their_choices()
    {
        var product = (await Catalog.SaveAsync(new TicketField { Name = "Product", Kind = FieldKind.Choice, Choices = [new(0, "Bike"), new(0, "Boat")] }, CancellationToken.None)).Value!;
        var order = await MadeAsync("Order number", FieldKind.Text);

        Assert.Equal([1, 2], product.Choices.Select(choice => choice.Id));
        var renamed = (await Catalog.SaveAsync(product with { Choices = [new(2, "Ship"), new(0, "Kite")] }, CancellationToken.None)).Value!;
        Assert.Equal([new FieldChoice(2, "Ship"), new FieldChoice(3, "Kite")], renamed.Choices);
        Assert.Equal("field.kind_stays", (await Catalog.SaveAsync(renamed with { Kind = FieldKind.Text }, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("field.name_twice", (await Catalog.SaveAsync(order with { Id = 0, Name = "PRODUCT" }, CancellationToken.None)).Refusal?.Code);
        await Catalog.MoveAsync(order.Id, -1, CancellationToken.None);
        Assert.Equal([order.Id, product.Id], Catalog.Active.Select(field => field.Id));
    }

    [Fact]
    public async Task There_are_a_hundred_fields_and_no_more()
    {
        for (var i = 0; i < FieldRules.MaxFields; i++) await MadeAsync($"Field {i}", FieldKind.YesNo);
        Assert.Equal("field.too_many", (await Catalog.SaveAsync(new TicketField { Name = "One more" }, CancellationToken.None)).Refusal?.Code);
    }

    private async Task<TicketField> MadeAsync(string name, FieldKind kind, bool required = false)
    {
        var made = await Catalog.SaveAsync(new TicketField { Name = name, Kind = kind, IsRequired = required }, CancellationToken.None);
        Assert.True(made.Succeeded, made.Refusal?.ToString());
        return made.Value;
    }
}

public sealed class FieldsOnSqlite() : FieldSuite(DatabaseKind.Sqlite);

public sealed class FieldsOnPostgres() : FieldSuite(DatabaseKind.Postgres);
