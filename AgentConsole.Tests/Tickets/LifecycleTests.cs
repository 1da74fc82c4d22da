using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Together;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Tickets;

public sealed class LifecycleTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Actor Ana = Actor.Agent(7, "Ana");
    private static readonly Actor Maja = Actor.Customer(1, "Maja");
    private static readonly Actor Window = Actor.System;

    public static TheoryData<TicketStatus, TicketStatus, ActorKind, bool> Moves => new()
    {
        { TicketStatus.New, TicketStatus.Open, ActorKind.Agent, true },
        { TicketStatus.New, TicketStatus.Resolved, ActorKind.Agent, true },
        { TicketStatus.Open, TicketStatus.New, ActorKind.Agent, false },
        { TicketStatus.Open, TicketStatus.Closed, ActorKind.Agent, false },
        { TicketStatus.Resolved, TicketStatus.Closed, ActorKind.Agent, false },
        { TicketStatus.Resolved, TicketStatus.Closed, ActorKind.Customer, true },
        { TicketStatus.Resolved, TicketStatus.Closed, ActorKind.System, true },
        { TicketStatus.Resolved, TicketStatus.Open, ActorKind.Agent, true },
        { TicketStatus.Spam, TicketStatus.Open, ActorKind.Agent, true },
        { TicketStatus.Open, TicketStatus.Spam, ActorKind.Agent, true },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void Resolved_is_the_agents_word_and_closed_the_customers(TicketStatus from, TicketStatus to, ActorKind by, bool allowed)
    {
        var outcome = Lifecycle.Decide(Some(from), new ChangeStatus(new Actor(by, 1, "x"), 1, to), At(Monday));
        Assert.Equal(allowed, outcome.Succeeded);
        if (!allowed) Assert.Equal("status.not_allowed", outcome.Refusal?.Code);
    }

    [Theory]
    [InlineData(TicketStatus.New, TicketStatus.New)]
    [InlineData(TicketStatus.Open, TicketStatus.Open)]
    [InlineData(TicketStatus.Pending, TicketStatus.Open)]
    [InlineData(TicketStatus.OnHold, TicketStatus.Open)]
    [InlineData(TicketStatus.Resolved, TicketStatus.Open)]
    [InlineData(TicketStatus.Spam, TicketStatus.Spam)]
    public void A_customers_reply_wakes_what_waits_for_it(TicketStatus before, TicketStatus after) =>
        Assert.Equal(after, Do(Some(before), new CustomerWrites(Maja, TicketChannel.Chat, "hello")).Status);

    [Theory]
    [InlineData(TicketStatus.New, null, TicketStatus.Pending)]
    [InlineData(TicketStatus.Open, null, TicketStatus.Pending)]
    [InlineData(TicketStatus.OnHold, null, TicketStatus.OnHold)]
    [InlineData(TicketStatus.Open, TicketStatus.Open, TicketStatus.Open)]
    [InlineData(TicketStatus.Open, TicketStatus.Resolved, TicketStatus.Resolved)]
    [InlineData(TicketStatus.Resolved, null, TicketStatus.Resolved)]
    public void An_answer_waits_for_the_customer_unless_the_agent_says_otherwise(TicketStatus before, TicketStatus? then, TicketStatus after) =>
        Assert.Equal(after, Do(Some(before), new AgentReplies(Ana, 1, "hello", ThenStatus: then)).Status);

    [Theory]
    [InlineData(TicketStatus.Resolved, 4 * 24, false)]
    [InlineData(TicketStatus.Resolved, 4 * 24 + 1, true)]
    [InlineData(TicketStatus.Closed, 0, true)]
    [InlineData(TicketStatus.Open, 1000, false)]
    public void After_the_reopen_window_a_reply_is_a_follow_up(TicketStatus status, int hoursLater, bool followUp)
    {
        var ticket = Some(status) with { ResolvedAt = status == TicketStatus.Resolved ? Monday : null };
        Assert.Equal(followUp, LifeRules.NeedsFollowUp(ticket, Monday.AddHours(hoursLater), Lifecycle.DefaultReopenWindow, LifePolicy.Default));
    }

    [Fact]
    public void Closed_is_immutable_but_for_tags()
    {
        var closed = Some(TicketStatus.Closed);
        Assert.Equal("ticket.closed", Lifecycle.Decide(closed, new AgentReplies(Ana, 1, "x"), At(Monday)).Refusal?.Code);
        Assert.Equal("ticket.closed", Lifecycle.Decide(closed, new ChangePriority(Ana, 1, 4), At(Monday)).Refusal?.Code);
        Assert.Equal([5L], Do(closed, new ChangeTags(Ana, 1, [5], [])).TagIds);
    }

    [Fact]
    public void A_bots_reply_neither_answers_nor_ends_the_wait()
    {
        var waiting = Do(Some(TicketStatus.New), new CustomerWrites(Maja, TicketChannel.Chat, "hello"));
        var after = Do(waiting, new BotReplies(new Actor(ActorKind.Bot, 0, "Bot"), 1, "We are on it"));
        Assert.Equal(waiting.WaitingSince, after.WaitingSince);
        Assert.Null(after.FirstResponseAt);
        Assert.False(after.IsAnswered);
    }

    [Fact]
    public void Nobody_has_seen_more_than_there_is()
    {
        var seen = Do(Some(TicketStatus.Open), new MarkSeen(Ana, 1, long.MaxValue));
        Assert.Equal(1000, seen.SeenByAgentSeq);
    }

    private static readonly Gen<TicketCommand> AnyCommand = Gen.OneOf<TicketCommand>(
        Gen.Constant<TicketCommand>(new CustomerWrites(Maja, TicketChannel.Chat, "hello")),
        Gen.Elements<TicketStatus?>(null, TicketStatus.Open, TicketStatus.Resolved).Select(s => (TicketCommand)new AgentReplies(Ana, 1, "hi", ThenStatus: s)),
        Gen.Constant<TicketCommand>(new BotReplies(new Actor(ActorKind.Bot, 0, "Bot"), 1, "beep")),
        Gen.Constant<TicketCommand>(new AddNote(Ana, 1, "note")),
        Gen.Elements(Enum.GetValues<TicketStatus>()).Select(s => (TicketCommand)new ChangeStatus(Ana, 1, s)),
        Gen.Constant<TicketCommand>(new ChangeStatus(Window, 1, TicketStatus.Closed, "window_over")),
        Gen.Choose(1, 4).Select(p => (TicketCommand)new ChangePriority(Ana, 1, p)),
        Gen.Choose(0, 3).Select(a => (TicketCommand)new Assign(Ana, 1, a == 0 ? null : a)),
        Gen.Choose(1, 5).Select(t => (TicketCommand)new ChangeTags(Ana, 1, [t], [t + 1])),
        Gen.Choose(1, 6).Select(f => (TicketCommand)new ChangeField(Ana, 1, f / 2, f % 2 == 0 ? null : $"{f}")),
        Gen.Choose(0, 500).Select(s => (TicketCommand)new MarkSeen(Maja, 1, s)),
        Gen.Choose(0, 90).Select(m => (TicketCommand)new Snooze(Ana, 1, m == 0 ? null : Monday.AddMinutes(m))),
        Gen.Constant<TicketCommand>(new EndSnooze(Ana, 1)),
        Gen.Elements(Enum.GetValues<LifeStepKind>()).Select(step => (TicketCommand)new LetTimePass(Actor.TeamPolicy, 1, step, "still there?")),
        Gen.Elements(true, false).Select(solved => (TicketCommand)new CustomerJudges(Maja, 1, solved)),
        Gen.Choose(1, 5).Select(score => (TicketCommand)new RateResolution(Maja, 1, score, score > 3 ? "thanks" : null)),
        Gen.Constant<TicketCommand>(new CloseUnanswered(Ana, 1, UnansweredReason.Unreachable, null, [new ContactAttempt(ContactKind.Phone, Monday, "voicemail")])),
        Gen.Choose(0, 3).Select(a => (TicketCommand)new Take(Actor.Agent(a, "T"), 1, a == 0 ? null : 3)),
        Gen.Constant<TicketCommand>(new ExtendHold(Ana, 1)),
        Gen.Constant<TicketCommand>(new EndHold(1)),
        Gen.Choose(0, 3).Select(a => (TicketCommand)new Decline(Actor.Agent(a, "T"), 1)),
        Gen.Constant<TicketCommand>(new Announce(Ana, 1, "Ana is here")),
        Gen.Choose(0, 1).Select(on => (TicketCommand)new Follow(Ana, 1, on == 1)),
        Gen.Choose(1, 3).Select(to => (TicketCommand)new HandOver(Ana, 1, to == 3 ? null : to, to == 2 ? null : to, to == 1 ? "" : "please")));

    [Fact]
    public void Any_history_keeps_the_laws_and_its_journal_replays_to_it() =>
        Prop.ForAll(AnyCommand.ListOf(60).ToArbitrary(), commands =>
        {
            var journal = new List<JournalEntry> { new(1, 1, Monday, Maja, new TicketOpened("s", TicketChannel.Chat, 1, PriorityLevel.NormalId, null, null, null)) };
            var ticket = TicketHistory.Replay(journal)!;
            foreach (var command in commands)
            {
                var now = Monday.AddMinutes(journal.Count);
                var before = ticket;
                var outcome = Lifecycle.Decide(ticket, command, new LifecycleContext(now, journal.Count, journal.Count, Lifecycle.DefaultReopenWindow) { HoldFor = TimeSpan.FromMinutes(5), HandsOn = true });
                if (!outcome.Succeeded) continue;
                foreach (var what in outcome.Value.Events)
                {
                    var entry = new JournalEntry(journal.Count + 1, 1, now, command.By, what);
                    journal.Add(entry with { Event = TicketJson.ReadEvent(TicketJson.Write(what)) });
                    ticket = TicketHistory.Apply(ticket, entry);
                }

                Assert.True(ticket.Version >= before.Version);
                if (before.Status == TicketStatus.Closed) Assert.Equal(TicketStatus.Closed, ticket.Status);
                if (before.FirstResolvedAt is not null) Assert.Equal(before.FirstResolvedAt, ticket.FirstResolvedAt);
                if (before.FirstResponseAt is not null) Assert.Equal(before.FirstResponseAt, ticket.FirstResponseAt);
                Assert.Equal(ticket.LastCustomerSeq > ticket.LastReplySeq, ticket.WaitingSince is not null);
                Assert.Equal(ticket.Status, ticket.Statuses[^1].Status);
                // What is held is held for somebody, and needs an answer.
                if (ticket.HeldUntil is not null) Assert.True(ticket.Status <= TicketStatus.Open && (ticket.AssigneeId is not null || ticket.OfferedTo.Count > 0));
            }

            Assert.Equal(ticket, TicketHistory.Replay(journal));
        }).QuickCheckThrowOnFailure();

    private static Ticket Do(Ticket ticket, TicketCommand command)
    {
        var outcome = Lifecycle.Decide(ticket, command, At(Monday));
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
        var seq = 1000L;
        foreach (var what in outcome.Value.Events) ticket = TicketHistory.Apply(ticket, new JournalEntry(++seq, 1, Monday, command.By, what));
        return ticket;
    }

    private static LifecycleContext At(DateTimeOffset now) => new(now, 1, 1000, Lifecycle.DefaultReopenWindow);

    private static Ticket Some(TicketStatus status) => new()
    {
        Id = 1,
        Version = 1,
        Subject = "s",
        CustomerId = 1,
        Status = status,
        CreatedAt = Monday,
        UpdatedAt = Monday,
        ResolvedAt = status is TicketStatus.Resolved or TicketStatus.Closed ? Monday : null,
    };
}
