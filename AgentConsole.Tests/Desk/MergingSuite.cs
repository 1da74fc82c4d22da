using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Merging;

namespace AgentConsole.Tests.Desk;

/// <summary>Two tickets in one transaction, on each database.</summary>
public abstract class MergingSuite(DatabaseKind kind) : OnEachDesk(kind)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    [Fact]
    public async Task A_merged_ticket_is_closed_with_a_pointer_and_read_in_the_other_in_order()
    {
        var (old, late) = await TwoAsync();
        var merged = (await Host.DoAsync(new MergeTicket(Ana, late, old))).Ticket;

        Assert.Equal((TicketStatus.Closed, old), (merged.Status, merged.MergedIntoId));
        Assert.Equal(["old one", "late one", "old two"], await TextsAsync(old));
        Assert.Equal(["late one"], await TextsAsync(late));
        Assert.Equal("ticket.merged", (await Host.TryAsync(new AgentReplies(Ana, late, "x"))).Refusal?.Code);
    }

    [Fact]
    public async Task What_the_customer_writes_to_a_merged_ticket_on_any_channel_goes_to_the_other()
    {
        var (old, late) = await TwoAsync();
        await Host.DoAsync(new MergeTicket(Ana, late, old));

        Assert.Equal(old, (await Host.OpenAsync("by chat")).Ticket.Id);
        Assert.Equal(old, (await WriteAsync("by its number", late)).Ticket.Id);
        Assert.Equal(old, (await WriteAsync("by mail", null, TicketChannel.Email)).Ticket.Id);
        Assert.Equal(["old one", "late one", "old two", "by chat", "by its number", "by mail"], await TextsAsync(old));
    }

    [Fact]
    public async Task A_merged_tickets_promises_end_neither_kept_nor_broken_and_the_others_go_on()
    {
        var (old, late) = await TwoAsync();
        var before = (await Host.Queries.TicketAsync(old, default))!;
        var merged = (await Host.DoAsync(new MergeTicket(Ana, late, old))).Ticket;

        Assert.All(merged.Sla.Targets, target => Assert.NotNull(target.EndedAt));
        Assert.Equal((null, null), (merged.DueAt, merged.NextTransitionAt));
        Assert.DoesNotContain(await Host.Queries.JournalAsync(late, 1000, default), entry => entry.Event is SlaTransitioned { To: SlaState.Met or SlaState.Missed });
        Assert.Equal(before.Sla, (await Host.Queries.TicketAsync(old, default))!.Sla);
        await Host.DoAsync(new JudgeSla(late));
        Assert.Equal(merged.Sla, (await Host.Queries.TicketAsync(late, default))!.Sla);
    }

    [Fact]
    public async Task A_customer_who_waits_in_the_merged_ticket_waits_in_the_other()
    {
        var (old, late) = await TwoAsync();
        await Host.DoAsync(new AgentReplies(Ana, old, "Solved", ThenStatus: TicketStatus.Resolved));
        await Host.DoAsync(new MergeTicket(Ana, late, old));

        var home = (await Host.Queries.TicketAsync(old, default))!;
        Assert.Equal((TicketStatus.Open, false), (home.Status, home.IsAnswered));
        Assert.NotNull(home.WaitingSince);
        Assert.Contains(home.Sla.Targets, target => target is { Target: SlaTarget.NextResponse, IsRunning: true });

        await Host.DoAsync(new UndoMerge(Ana, late));
        home = (await Host.Queries.TicketAsync(old, default))!;
        Assert.Equal((TicketStatus.Resolved, true, null), (home.Status, home.IsAnswered, home.WaitingSince));
        Assert.DoesNotContain(await Host.Queries.JournalAsync(old, 1000, default), entry => entry.Event is SlaTransitioned { Target: SlaTarget.NextResponse });
    }

    [Fact]
    public async Task Nothing_is_merged_where_it_makes_no_sense()
    {
        var (old, late) = await TwoAsync();
        var other = (await Host.OpenAsync("somebody else", "v2")).Ticket.Id;
        var spam = (await WriteAsync("spam", null, TicketChannel.Api)).Ticket.Id;
        await Host.DoAsync(new ChangeStatus(Ana, spam, TicketStatus.Spam));

        Assert.Equal("merge.itself", await RefusedAsync(new MergeTicket(Ana, old, old)));
        Assert.Equal("merge.other_customer", await RefusedAsync(new MergeTicket(Ana, old, other)));
        Assert.Equal("merge.target_closed", await RefusedAsync(new MergeTicket(Ana, old, spam)));
        Assert.Equal("ticket.not_found", await RefusedAsync(new MergeTicket(Ana, old, 4711)));
        Assert.Equal("ticket.changed", await RefusedAsync(new MergeTicket(Ana, old, late, ExpectedVersion: 0)));
        Assert.Equal("merge.none", await RefusedAsync(new UndoMerge(Ana, old)));
        await Host.DoAsync(new MergeTicket(Ana, late, old));
        Assert.Equal("merge.already", await RefusedAsync(new MergeTicket(Ana, late, spam)));
        Assert.Equal("merge.target_merged", await RefusedAsync(new MergeTicket(Ana, old, late)));
        await Host.DoAsync(new ChangeStatus(Ana, old, TicketStatus.Resolved));
        await Host.DoAsync(new ChangeStatus(Actor.System, old, TicketStatus.Closed));
        Assert.Equal("ticket.closed", await RefusedAsync(new MergeTicket(Ana, old, other)));
        Assert.Equal("split.none", await RefusedAsync(new UndoSplit(Ana, old)));
    }

    [Fact]
    public async Task A_merge_of_merges_is_taken_back_from_its_end()
    {
        var (old, late) = await TwoAsync();
        var third = (await WriteAsync("third", null, TicketChannel.Api)).Ticket.Id;
        await Host.DoAsync(new MergeTicket(Ana, late, old));
        await Host.DoAsync(new MergeTicket(Ana, old, third));

        Assert.Equal(["old one", "late one", "old two", "third"], await TextsAsync(third));
        Assert.Equal(third, (await WriteAsync("more", late)).Ticket.Id);
        Assert.Equal("merge.undo_target_first", await RefusedAsync(new UndoMerge(Ana, late)));
        await Host.DoAsync(new UndoMerge(Ana, old));
        await Host.DoAsync(new UndoMerge(Ana, late));
        Assert.Equal(["old one", "old two"], await TextsAsync(old));
    }

    [Fact]
    public async Task A_message_is_split_off_with_what_follows_and_put_back()
    {
        var (old, _) = await TwoAsync();
        await Host.DoAsync(new AgentReplies(Ana, old, "answer"));
        var message = (await Host.Queries.MessagesAsync(old, 0, 10, false, default))[1];
        var before = (await Host.Queries.TicketAsync(old, default))!;
        var part = (await Host.DoAsync(new SplitTicket(Ana, old, message.Id, AndWhatFollows: true, "A second matter"))).Ticket;

        Assert.Equal((old, TicketStatus.Pending, true, message.At), (part.SplitFromId, part.Status, part.IsAnswered, part.CreatedAt));
        Assert.Equal(["old two", "answer"], await TextsAsync(part.Id));
        Assert.Equal(["old one"], await TextsAsync(old));
        Assert.False((await Host.Queries.TicketAsync(old, default))!.IsAnswered);

        await Host.DoAsync(new UndoSplit(Ana, part.Id));
        Assert.Equal(["old one", "old two", "answer"], await TextsAsync(old));
        Same(before, (await Host.Queries.TicketAsync(old, default))!);
        Assert.Equal((TicketStatus.Closed, old), ((await Host.Queries.TicketAsync(part.Id, default))!.Status, (await Host.Queries.TicketAsync(part.Id, default))!.MergedIntoId));
        Assert.Equal("split.taken_back", await RefusedAsync(new UndoMerge(Ana, part.Id)));
    }

    [Fact]
    public async Task Nothing_is_split_off_that_would_leave_nothing_and_nothing_put_back_that_went_on()
    {
        var (old, late) = await TwoAsync();
        var messages = await Host.Queries.MessagesAsync(old, 0, 10, false, default);
        Assert.Equal("split.all", await RefusedAsync(new SplitTicket(Ana, old, messages[0].Id, AndWhatFollows: true, "x")));
        Assert.Equal("message.not_found", await RefusedAsync(new SplitTicket(Ana, late, messages[0].Id, AndWhatFollows: false, "x")));
        Assert.Equal("subject.empty", await RefusedAsync(new SplitTicket(Ana, old, messages[0].Id, AndWhatFollows: false, " ")));

        var part = (await Host.DoAsync(new SplitTicket(Ana, old, messages[0].Id, AndWhatFollows: false, "x"))).Ticket;
        await Host.DoAsync(new AddNote(Ana, part.Id, "went on"));
        Assert.Equal("split.went_on", await RefusedAsync(new UndoSplit(Ana, part.Id)));
        await Host.DoAsync(new MergeTicket(Ana, part.Id, old));
        Assert.Equal(["old one", "old two", "went on"], await TextsAsync(old));
    }

    [Fact]
    public async Task The_chat_goes_on_in_the_part_that_spoke_to_the_customer_last()
    {
        var (_, chat) = await TwoAsync();
        await Host.OpenAsync("and one more thing");
        var message = (await Host.Queries.MessagesAsync(chat, 0, 10, false, default))[1];
        var part = (await Host.DoAsync(new SplitTicket(Ana, chat, message.Id, AndWhatFollows: false, "One more thing"))).Ticket;

        Assert.Equal(chat, (await Host.OpenAsync("hello?")).Ticket.Id);
        await Host.DoAsync(new AgentReplies(Ana, part.Id, "About that thing: which colour?"));
        Assert.Equal(part.Id, (await Host.OpenAsync("blue")).Ticket.Id);
    }

    [Fact]
    public async Task Links_stand_on_both_tickets_and_go_from_both()
    {
        var (old, late) = await TwoAsync();
        var incident = (await Host.OpenAsync("outage", "v2")).Ticket.Id;
        await Host.DoAsync(new LinkTickets(Ana, old, late, TicketLinkKind.Related));
        await Host.DoAsync(new LinkTickets(Ana, incident, old, TicketLinkKind.ParentOf));
        await Host.DoAsync(new LinkTickets(Ana, late, incident, TicketLinkKind.ChildOf));

        Assert.Equal([late], (await Host.Queries.TicketAsync(old, default))!.RelatedIds);
        Assert.Equal([old], (await Host.Queries.TicketAsync(late, default))!.RelatedIds);
        Assert.Equal(incident, (await Host.Queries.TicketAsync(old, default))!.ParentId);
        Assert.Equal("link.itself", await RefusedAsync(new LinkTickets(Ana, old, old, TicketLinkKind.Related)));
        Assert.Equal("link.parent_is_child", await RefusedAsync(new LinkTickets(Ana, incident, old, TicketLinkKind.ChildOf)));
        Assert.Equal("link.child_has_children", await RefusedAsync(new LinkTickets(Ana, incident, (await Host.OpenAsync("x", "v3")).Ticket.Id, TicketLinkKind.ChildOf)));

        await Host.DoAsync(new UnlinkTickets(Ana, late, old));
        await Host.DoAsync(new UnlinkTickets(Ana, incident, old));
        var unlinked = (await Host.Queries.TicketAsync(old, default))!;
        Assert.Equal(([], null), (unlinked.RelatedIds, unlinked.ParentId));
        Assert.Equal(unlinked, TicketHistory.Replay(await Host.Queries.JournalAsync(old, 1000, default)));
    }

    /// <summary>The state but for the number of changes and the instant of the last; and whoever was told in between was told.</summary>
    internal static void Same(Ticket before, Ticket after)
    {
        Assert.Subset((after.Sla.Escalated ?? []).ToHashSet(), (before.Sla.Escalated ?? []).ToHashSet());
        Assert.Equal(before, after with { Version = before.Version, UpdatedAt = before.UpdatedAt, Sla = after.Sla with { Escalated = before.Sla.Escalated } });
    }

    /// <summary>Two tickets of one customer whose messages lie between each other's.</summary>
    private async Task<(long Old, long Late)> TwoAsync()
    {
        var old = (await WriteAsync("old one", null, TicketChannel.Email)).Ticket.Id;
        var late = (await Host.OpenAsync("late one")).Ticket.Id;
        await WriteAsync("old two", old);
        return (old, late);
    }

    private Task<CommandResult> WriteAsync(string text, long? ticketId, TicketChannel channel = TicketChannel.Chat) => Host.DoAsync(new CustomerWrites(
        new Actor(ActorKind.Customer, 0, "Maja"), channel, text, TicketId: ticketId, Who: new NewCustomer(IdentityKind.Visitor, "v1", "Maja")));

    private async Task<string?> RefusedAsync(TicketCommand command) => (await Host.TryAsync(command)).Refusal?.Code;

    private async Task<IEnumerable<string>> TextsAsync(long ticketId) => (await Host.Queries.MessagesAsync(ticketId, 0, 100, false, default)).Select(message => message.Text);
}

public sealed class MergingSuiteOnSqlite() : MergingSuite(DatabaseKind.Sqlite);

public sealed class MergingSuiteOnPostgres() : MergingSuite(DatabaseKind.Postgres);
