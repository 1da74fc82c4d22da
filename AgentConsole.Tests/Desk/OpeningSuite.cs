using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Desk;

/// <summary>Tickets that agents open for customers, on each database.</summary>
public abstract class OpeningSuite(DatabaseKind kind, FakeTime time) : OnEachDesk(kind, time)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");
    private static readonly NewCustomer Maja = new(IdentityKind.Email, "maja@example.test", "Maja Čeh", "maja@example.test");

    private readonly FakeTime _time = new();
    [Fact]
    public async Task With_a_note_the_ticket_is_new_and_its_first_response_is_due_from_its_creation()
    {
        var opened = await Host.DoAsync(Opens(MessageKind.Note));

        Assert.Equal((TicketStatus.New, TicketChannel.Phone, "Broken zip"), (opened.Ticket.Status, opened.Ticket.Channel, opened.Ticket.Subject));
        Assert.Null(opened.Ticket.WaitingSince);
        Assert.Null(opened.Ticket.FirstResponseAt);
        var first = opened.Ticket.Sla.Targets.Single(target => target.Target == SlaTarget.FirstResponse);
        Assert.Equal((SlaState.OnTrack, time.GetUtcNow()), (first.State, first.StartedAt));
        Assert.DoesNotContain(opened.Ticket.Sla.Targets, target => target.Target == SlaTarget.NextResponse);
        Assert.Equal(MessageKind.Note, opened.Message!.Kind);
    }

    [Fact]
    public async Task With_a_message_to_the_customer_the_first_response_is_met_and_the_ticket_waits_for_the_customer()
    {
        var opened = await Host.DoAsync(Opens(MessageKind.Public));

        Assert.Equal(TicketStatus.Pending, opened.Ticket.Status);
        Assert.True(opened.Ticket.IsAnswered);
        Assert.False(opened.Ticket.IsUnread);
        Assert.Equal(SlaState.Met, opened.Ticket.Sla.Targets.Single(target => target.Target == SlaTarget.FirstResponse).State);
        Assert.Equal(Ana.Kind, opened.Message!.AuthorKind);
        Assert.Equal(opened.Ticket, await Host.Queries.TicketAsync(opened.Ticket.Id, default));
    }

    [Fact]
    public async Task The_journal_gives_the_ticket_again()
    {
        var opened = await Host.DoAsync(Opens(MessageKind.Public) with { PriorityId = PriorityLevel.HighId, AssigneeId = 8, TeamId = 2 });
        var journal = await Host.Queries.JournalAsync(opened.Ticket.Id, 100, default);

        Assert.Equal(opened.Ticket, journal.Aggregate((AgentConsole.Tickets.Ticket?)null, TicketHistory.Apply));
        Assert.Equal((PriorityLevel.HighId, 8, 2), (opened.Ticket.PriorityId, opened.Ticket.AssigneeId, opened.Ticket.TeamId));
        Assert.True(opened.Ticket.PriorityIsByHand);
    }

    [Fact]
    public async Task A_customer_known_by_the_same_contact_is_the_same_customer_and_the_ticket_another()
    {
        var first = await Host.DoAsync(Opens(MessageKind.Note));
        var second = await Host.DoAsync(Opens(MessageKind.Note) with { Who = Maja with { Name = "M. Čeh" } });
        var third = await Host.DoAsync(Opens(MessageKind.Note) with { Who = null, CustomerId = first.Ticket.CustomerId });

        Assert.Equal([first.Ticket.CustomerId, first.Ticket.CustomerId], [second.Ticket.CustomerId, third.Ticket.CustomerId]);
        Assert.Equal(3, new[] { first, second, third }.Select(result => result.Ticket.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_customers_answer_goes_to_it()
    {
        var opened = await Host.DoAsync(Opens(MessageKind.Public) with { Channel = TicketChannel.Email });
        var answer = await Host.DoAsync(new CustomerWrites(Actor.Customer(opened.Ticket.CustomerId, "Maja"), TicketChannel.Email, "Thank you"));

        Assert.Equal((opened.Ticket.Id, TicketStatus.Open), (answer.Ticket.Id, answer.Ticket.Status));
    }

    [Fact]
    public async Task A_repeat_opens_nothing_twice()
    {
        var first = await Host.DoAsync(Opens(MessageKind.Note) with { ClientId = "c-1" });
        var again = await Host.DoAsync(Opens(MessageKind.Note) with { ClientId = "c-1" });

        Assert.True(again.Repeated);
        Assert.Equal(first.Ticket.Id, again.Ticket.Id);
        Assert.Single(await Host.Queries.TicketsOfCustomerAsync(first.Ticket.CustomerId, 10, default));
    }

    public static TheoryData<AgentOpens, string> Refused => new()
    {
        { Some with { Subject = " " }, "subject.empty" },
        { Some with { First = new MessageDraft(MessageKind.Note, "") }, "message.empty" },
        { Some with { First = new MessageDraft(MessageKind.Note, new string('x', Message.MaxLength + 1)) }, "message.too_long" },
        { Some with { Who = null }, "customer.unknown" },
        { Some with { Who = null, CustomerId = 99 }, "customer.unknown" },
        { Some with { Who = Maja with { Name = "" } }, "customer.name" },
        { Some with { PriorityId = 77 }, "priority.unknown" },
        { Some with { TeamId = 5000 }, "team.unknown" },
        { Some with { AssigneeId = 5000 }, "agent.unknown" },
        { Some with { TagIds = [77] }, "tag.unknown" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_can_not_be_is_refused_and_leaves_nothing(AgentOpens command, string code)
    {
        Assert.Equal(code, (await Host.TryAsync(command)).Refusal?.Code);
        Assert.Equal(0, await Database.ScalarAsync("""SELECT (SELECT count(*) FROM "Tickets") + (SELECT count(*) FROM "Customers") + (SELECT count(*) FROM "Journal")"""));
    }

    [Theory]
    [InlineData("čeh", true)]
    [InlineData("MAJA", true)]
    [InlineData("example.test", true)]
    [InlineData("Maja@Example.test", true)]
    [InlineData("nobody", false)]
    [InlineData("v1", false)]
    public async Task A_customer_is_found_by_a_part_of_name_or_contact_and_never_by_a_browser(string text, bool found)
    {
        var maja = (await Host.DoAsync(Opens(MessageKind.Note))).Ticket.CustomerId;
        await Host.OpenAsync(visitor: "v1");
        var hits = await Host.Queries.FindCustomersAsync(text, 10, default);
        Assert.Equal(found, hits.Any(customer => customer.Id == maja));
        if (text == "v1") Assert.Empty(hits);
    }

    private static AgentOpens Some => Opens(MessageKind.Note);

    private static AgentOpens Opens(MessageKind kind) => new(Ana, TicketChannel.Phone, "Broken zip", new MessageDraft(kind, "The zip of her tent broke"), Who: Maja);
}

public sealed class OpeningOnSqlite() : OpeningSuite(DatabaseKind.Sqlite, new FakeTime());

public sealed class OpeningOnPostgres() : OpeningSuite(DatabaseKind.Postgres, new FakeTime());
