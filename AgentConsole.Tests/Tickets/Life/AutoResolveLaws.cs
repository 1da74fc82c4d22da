using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Tickets.Life;

/// <summary>What time alone may do to a ticket, over random histories: people do anything at any time, and the clock tries every step after each.</summary>
public sealed class AutoResolveLaws
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Actor Ana = Actor.Agent(7, "Ana"), Maja = Actor.Customer(1, "Maja");
    private static readonly LifePolicy Policy = new() { RemindHours = 24, ResolveHours = 12, CloseHours = 48, CloseNoticeHours = 12 };

    private static readonly Gen<TicketCommand> AnyWish = Gen.OneOf<TicketCommand>(
        Gen.Constant<TicketCommand>(new CustomerWrites(Maja, TicketChannel.Chat, "hello", TicketId: 1)),
        Gen.Constant<TicketCommand>(new CustomerWrites(Maja, TicketChannel.Email, "I am away", TicketId: 1, IsAutomatic: true)),
        Gen.Elements<TicketStatus?>(null, TicketStatus.Open, TicketStatus.Pending).Select(then => (TicketCommand)new AgentReplies(Ana, 1, "hi", ThenStatus: then)),
        Gen.Constant<TicketCommand>(new BotReplies(new Actor(ActorKind.Bot, 0, "Bot"), 1, "beep")),
        Gen.Elements(TicketStatus.Open, TicketStatus.Pending, TicketStatus.Pending, TicketStatus.OnHold, TicketStatus.Resolved).Select(to => (TicketCommand)new ChangeStatus(Ana, 1, to)),
        Gen.Elements(0, 5, 50).Select(hours => (TicketCommand)new Snooze(Ana, 1, hours == 0 ? null : Monday.AddDays(60).AddHours(hours))),
        Gen.Constant<TicketCommand>(new EndSnooze(Ana, 1)),
        Gen.Elements(true, false).Select(solved => (TicketCommand)new CustomerJudges(Maja, 1, solved)),
        Gen.Constant<TicketCommand>(new AddNote(Ana, 1, "note")));

    private static readonly Gen<(TicketCommand Wish, int Hours)[]> AnyStory =
        Gen.Zip(AnyWish, Gen.Elements(0, 1, 11, 12, 13, 23, 24, 25, 40, 100)).Select(step => (step.Item1, step.Item2)).ArrayOf(30);

    [Fact]
    public void Time_resolves_only_what_its_customer_was_reminded_of_and_never_while_the_customer_waits_or_a_snooze_runs() =>
        Prop.ForAll(AnyStory.ToArbitrary(), story =>
        {
            var (now, journal) = (Monday, new List<JournalEntry>());
            var ticket = Add(null, Maja, new TicketOpened("s", TicketChannel.Chat, 1, PriorityLevel.NormalId, null, null, null));
            ticket = Add(ticket, Maja, new CustomerWrote(1, "hello"));
            foreach (var (wish, hours) in story)
            {
                Do(wish);
                now = now.AddHours(hours);
                foreach (var step in Enum.GetValues<LifeStepKind>()) Pass(step);
            }

            Assert.Equal(ticket, TicketHistory.Replay(journal));

            void Pass(LifeStepKind step)
            {
                var before = ticket;
                Do(new LetTimePass(Actor.TeamPolicy, 1, step, "still there?"));
                if (ticket.Status == before.Status) return;
                Assert.False(before.IsSnoozed);
                if (ticket.Status == TicketStatus.Resolved)
                {
                    Assert.Null(before.WaitingSince);
                    Assert.Equal(TicketStatus.Pending, before.Status);
                    Assert.True(ticket.Ending.HasFlag(TicketEnding.ResolvedByRule));
                    var reminder = journal.FindLastIndex(entry => entry.Event is CustomerReminded { Before: LifeStepKind.Resolve });
                    Assert.True(reminder >= 0 && now - journal[reminder].At > TimeSpan.FromHours(12));
                    Assert.DoesNotContain(journal.Skip(reminder + 1), entry => entry.Event is CustomerWrote { IsAutomatic: false } or AgentReplied);
                }
                else
                {
                    Assert.Equal((TicketStatus.Resolved, TicketStatus.Closed), (before.Status, ticket.Status));
                    Assert.True(ticket.Ending.HasFlag(TicketEnding.ClosedByRule));
                }
            }

            void Do(TicketCommand command)
            {
                var outcome = Lifecycle.Decide(ticket, command, new LifecycleContext(now, journal.Count, journal.Count, Lifecycle.DefaultReopenWindow) { Policy = Policy });
                if (!outcome.Succeeded) return;
                foreach (var what in outcome.Value.Events) ticket = Add(ticket, command.By, what);
            }

            Ticket Add(Ticket? before, Actor by, TicketEvent what)
            {
                journal.Add(new JournalEntry(journal.Count + 1, 1, now, by, what));
                return TicketHistory.Apply(before, journal[^1]);
            }
        }).QuickCheckThrowOnFailure();
}
