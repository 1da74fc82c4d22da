using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tests.Desk;

/// <summary>The laws of the one door, on each database.</summary>
public abstract class DeskSuite(DatabaseKind kind) : OnEachDesk(kind)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    [Fact]
    public async Task A_customers_first_message_opens_a_ticket_with_its_clock_running()
    {
        var result = await Host.OpenAsync("Where is my parcel?");

        Assert.Equal(1, result.Ticket.Id);
        Assert.Equal(TicketStatus.New, result.Ticket.Status);
        Assert.Equal("Where is my parcel?", result.Ticket.Subject);
        Assert.NotNull(result.Ticket.DueAt);
        var stored = await Host.Queries.TicketAsync(1, default);
        Assert.Equal(result.Ticket, stored);
        var message = Assert.Single(await Host.Queries.MessagesAsync(1, 0, 10, true, default));
        Assert.Equal("Where is my parcel?", message.Text);
        Assert.Equal(result.Message, message);
    }

    [Fact]
    public async Task A_conversation_goes_to_one_ticket_and_an_answer_makes_it_pending()
    {
        await Host.OpenAsync("one");
        var second = await Host.OpenAsync("two");
        var reply = await Host.DoAsync(new AgentReplies(Ana, second.Ticket.Id, "Hello"));

        Assert.Equal(1, second.Ticket.Id);
        Assert.Equal(TicketStatus.Pending, reply.Ticket.Status);
        Assert.Equal(7, reply.Ticket.AssigneeId);
        Assert.True(reply.Ticket.IsAnswered);
        var third = await Host.OpenAsync("three");
        Assert.Equal(TicketStatus.Open, third.Ticket.Status);
        Assert.Equal(["one", "two", "Hello", "three"], (await Host.Queries.MessagesAsync(1, 0, 10, true, default)).Select(m => m.Text));
    }

    [Fact]
    public async Task A_repeated_client_id_is_answered_as_the_first_was_and_stored_once()
    {
        var first = await Host.OpenAsync("hello", clientId: "c-1");
        var again = await Host.OpenAsync("hello", clientId: "c-1");

        Assert.True(again.Repeated);
        Assert.Equal(first.Message, again.Message);
        Assert.Single(await Host.Queries.MessagesAsync(1, 0, 10, true, default));
    }

    [Fact]
    public async Task Repeats_in_one_commit_are_stored_once()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Host.OpenAsync("hello", clientId: $"c-{i % 4}")));

        Assert.Single(results.Select(r => r.Ticket.Id).Distinct());
        Assert.Equal(4, (await Host.Queries.MessagesAsync(results[0].Ticket.Id, 0, 100, true, default)).Count);
    }

    [Fact]
    public async Task A_client_id_used_for_another_text_is_refused()
    {
        await Host.OpenAsync("hello", clientId: "c-1");
        var refused = await Host.TryAsync(new CustomerWrites(Actor.Customer(1, "Maja"), TicketChannel.Chat, "something else", "c-1"));

        Assert.Equal("message.client_id_reused", refused.Refusal?.Code);
    }

    [Fact]
    public async Task A_stale_command_is_refused_and_changes_nothing()
    {
        var opened = await Host.OpenAsync();
        await Host.DoAsync(new ChangePriority(Ana, 1, PriorityLevel.UrgentId));
        var refused = await Host.TryAsync(new ChangeStatus(Ana, 1, TicketStatus.Resolved, ExpectedVersion: opened.Ticket.Version));

        Assert.Equal("ticket.changed", refused.Refusal?.Code);
        Assert.Equal(TicketStatus.New, (await Host.Queries.TicketAsync(1, default))!.Status);
    }

    [Theory]
    [InlineData("", "message.empty")]
    [InlineData("  \n", "message.empty")]
    [InlineData("a\0b", "message.not_text")]
    [InlineData("half a character: LONE", "message.not_text")]
    public async Task Text_that_is_none_is_refused(string text, string code)
    {
        // An attribute can't hold a lone surrogate.
        text = text.Replace("LONE", new string('\ud83d', 1), StringComparison.Ordinal);
        var refused = await Host.TryAsync(new CustomerWrites(Actor.Customer(0, "x"), TicketChannel.Chat, text, Who: new(AgentConsole.People.IdentityKind.Visitor, "v", "x")));

        Assert.Equal(code, refused.Refusal?.Code);
        await using var db = Database.Open();
        Assert.Equal(0, await db.Set<AgentConsole.People.Customer>().CountAsync());
    }

    [Theory]
    [InlineData("agent.unknown")]
    [InlineData("team.unknown")]
    [InlineData("priority.unknown")]
    [InlineData("tag.unknown")]
    [InlineData("ticket.not_found")]
    public async Task What_is_not_there_is_refused_by_name(string code)
    {
        await Host.OpenAsync();
        TicketCommand command = code switch
        {
            "agent.unknown" => new Assign(Ana, 1, 4711),
            "team.unknown" => new AssignTeam(Ana, 1, 4711),
            "priority.unknown" => new ChangePriority(Ana, 1, 4711),
            "tag.unknown" => new ChangeTags(Ana, 1, [4711], []),
            _ => new AddNote(Ana, 4711, "x"),
        };
        Assert.Equal(code, (await Host.TryAsync(command)).Refusal?.Code);
    }

    [Fact]
    public async Task A_customer_never_reaches_another_customers_ticket()
    {
        await Host.OpenAsync("mine", "v1");
        await Host.OpenAsync("theirs", "v2");
        var refused = await Host.TryAsync(new CustomerWrites(Actor.Customer(2, "x"), TicketChannel.Chat, "let me in", TicketId: 1));
        Assert.Equal("ticket.not_found", refused.Refusal?.Code);
    }

    [Fact]
    public async Task A_command_that_can_not_be_stored_harms_no_neighbour()
    {
        // The trigger fails one message's insert, in the middle of a commit that others share.
        await Database.ExecuteAsync(Database.Kind == DatabaseKind.Sqlite
            ? "CREATE TRIGGER poison BEFORE INSERT ON \"Messages\" WHEN NEW.\"Text\" = 'poison' BEGIN SELECT RAISE(ABORT, 'poisoned'); END"
            : """
              CREATE FUNCTION poison() RETURNS trigger AS $$ BEGIN IF NEW."Text" = 'poison' THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql;
              CREATE TRIGGER poison BEFORE INSERT ON "Messages" FOR EACH ROW EXECUTE FUNCTION poison()
              """);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Host.TryAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "x"), TicketChannel.Chat, i == 17 ? "poison" : $"m{i}", Who: new(AgentConsole.People.IdentityKind.Visitor, $"v{i}", "x")))));

        Assert.Equal(["storage.failed"], outcomes.Where(o => !o.Succeeded).Select(o => o.Refusal!.Code));
        await using var db = Database.Open();
        Assert.Equal(29, await db.Set<Message>().CountAsync());
        Assert.Equal(29, await db.Set<Ticket>().CountAsync());
        Assert.Equal(await db.Set<AgentConsole.Live.JournalRow>().CountAsync(), await db.Set<AgentConsole.Live.JournalRow>().MaxAsync(r => r.Seq));
    }

    [Fact]
    public async Task A_stop_finishes_what_was_queued_and_takes_nothing_new()
    {
        var queued = Enumerable.Range(0, 200).Select(i => Host.TryAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "x"), TicketChannel.Chat, $"m{i}", Who: new(AgentConsole.People.IdentityKind.Visitor, $"v{i}", "x")))).ToList();
        await Host.Desk.StopAsync(CancellationToken.None);
        var outcomes = await Task.WhenAll(queued);
        var late = await Host.TryAsync(new AddNote(Ana, 1, "late"));

        Assert.All(outcomes, outcome => Assert.True(outcome.Succeeded, outcome.Refusal?.ToString()));
        Assert.Equal("desk.stopping", late.Refusal?.Code);
        await using var db = Database.Open();
        Assert.Equal(200, await db.Set<Message>().CountAsync());
    }

    [Fact]
    public async Task Many_at_once_keep_the_journal_without_holes_and_every_message_in_order()
    {
        const int visitors = 20, each = 25;
        await Task.WhenAll(Enumerable.Range(0, visitors).Select(async v =>
        {
            for (var i = 0; i < each; i++) await Host.OpenAsync($"m{i}", $"v{v}", $"{v}-{i}");
        }));

        await using var db = Database.Open();
        var seqs = await db.Set<AgentConsole.Live.JournalRow>().OrderBy(r => r.Seq).Select(r => r.Seq).ToListAsync();
        Assert.Equal(Enumerable.Range(1, seqs.Count).Select(i => (long)i), seqs);
        for (var ticket = 1; ticket <= visitors; ticket++)
            Assert.Equal(Enumerable.Range(0, each).Select(i => $"m{i}"), (await Host.Queries.MessagesAsync(ticket, 0, 100, true, default)).Select(m => m.Text));
        Assert.Equal(seqs.Count, Host.Live.Head);
    }

    [Fact]
    public async Task A_customers_automatic_reply_is_kept_but_starts_no_clock_reopens_nothing_and_opens_nothing()
    {
        var maja = Actor.Customer((await Host.OpenAsync()).Ticket.CustomerId, "Maja");
        await Host.DoAsync(new AgentReplies(Ana, 1, "Done", ThenStatus: TicketStatus.Resolved));

        var away = (await Host.DoAsync(new CustomerWrites(maja, TicketChannel.Chat, "I am on holiday", TicketId: 1, IsAutomatic: true))).Ticket;
        Assert.Equal((TicketStatus.Resolved, null), (away.Status, away.WaitingSince));
        Assert.DoesNotContain(away.Sla.Targets, target => target.Target == SlaTarget.NextResponse);
        Assert.True(away.IsAnswered);
        Assert.Equal("I am on holiday", (await Host.Queries.MessagesAsync(1, 0, 100, true, default))[^1].Text);

        await Host.DoAsync(new ChangeStatus(Actor.System, 1, TicketStatus.Closed));
        Assert.Equal("message.automatic", (await Host.TryAsync(new CustomerWrites(maja, TicketChannel.Chat, "Still away", IsAutomatic: true))).Refusal?.Code);
    }

    [Fact]
    public async Task Replaying_the_journal_gives_the_stored_ticket()
    {
        await Host.OpenAsync();
        await Host.DoAsync(new ChangePriority(Ana, 1, PriorityLevel.HighId));
        await Host.DoAsync(new AgentReplies(Ana, 1, "Hello"));
        await Host.OpenAsync("Thanks");
        await Host.DoAsync(new ChangeStatus(Ana, 1, TicketStatus.OnHold));
        await Host.DoAsync(new AddNote(Ana, 1, "Ask the carrier"));
        await Host.DoAsync(new MarkSeen(Ana, 1, 3));
        await Host.DoAsync(new ChangeStatus(Ana, 1, TicketStatus.Resolved));

        Assert.Equal(await Host.Queries.TicketAsync(1, default), TicketHistory.Replay(await Host.Queries.JournalAsync(1, 1000, default)));
    }
}

public sealed class DeskSuiteOnSqlite() : DeskSuite(DatabaseKind.Sqlite);

public sealed class DeskSuiteOnPostgres() : DeskSuite(DatabaseKind.Postgres);
