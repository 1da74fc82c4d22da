using System.Globalization;
using AgentConsole.Console.Ticket;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Sending;
using AgentConsole.Tickets.Together;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Merging;

namespace AgentConsole.Tests.Console.Ticket;

public sealed class HistorySentencesTests : ScreenContext
{
    private static readonly Actor Rule = new(ActorKind.Rule, 4, "Night shift");

    public static TheoryData<Actor, TicketEvent, string, string?> Rows() => new()
    {
        { Maja, new TicketOpened("Late", TicketChannel.Chat, 3, PriorityLevel.NormalId, null, null, null), "Maja opened the ticket (Chat)", null },
        { Maja, new CustomerWrote(1, "Where is it?"), "Maja wrote: “Where is it?”", null },
        { Ana, new AgentReplied(1, "On its way"), "Ana replied: “On its way”", null },
        { new Actor(ActorKind.Bot, 0, "Helper"), new BotReplied(1, "Hours"), "Helper replied automatically: “Hours”", null },
        { Ana, new BotReplied(1, "Can I help?"), "Ana invited the customer to talk: “Can I help?”", null },
        { Ana, new NoteAdded(1, "Knows us"), "Ana noted: “Knows us”", null },
        { Maja, new StatusChanged(TicketStatus.Pending, TicketStatus.Open, "customer_replied"), "Maja changed the status from Pending to Open", "the customer wrote" },
        { Ana, new StatusChanged(TicketStatus.Open, TicketStatus.OnHold, "waits for the carrier"), "Ana changed the status from Open to On hold", "waits for the carrier" },
        { Rule, new PriorityChanged(PriorityLevel.NormalId, PriorityLevel.UrgentId, null), "The rule Night shift changed the priority from Normal to Urgent", null },
        { Rule, new PriorityChanged(PriorityLevel.NormalId, PriorityLevel.HighId, null, [new(ConditionField.Subject, ConditionOperator.Contains, ["outage"]), new(ConditionField.Tags, ConditionOperator.AnyOf, ["1"])]), "The rule Night shift changed the priority from Normal to High", "keyword “outage” in subject; tags include refund" },
        { Ana, new AssigneeChanged(null, 7, null), "Ana took the ticket", null },
        { Ana, new AssigneeChanged(7, 8, null), "Ana gave the ticket to Bor", null },
        { Ana, new AssigneeChanged(8, null, null), "Ana gave the ticket back to the queue", null },
        { Ana, new AssigneeChanged(null, 99, null), "Ana gave the ticket to #99", null },
        { Ana, new TeamChanged(null, 1, null), "Ana moved the ticket to the team Billing", null },
        { Ana, new TeamChanged(1, null, null), "Ana took the ticket out of its team", null },
        { Ana, new TagsChanged([1, 2], []), "Ana added the tags refund, late", null },
        { Ana, new TagsChanged([], [2]), "Ana removed the tags late", null },
        { Ana, new TagsChanged([1], [9]), "Ana added the tags refund and removed #9", null },
        { Ana, new SubjectChanged("Late", "Very late"), "Ana changed the subject from “Late” to “Very late”", null },
        { Ana, new FieldChanged(1, null, "A-17"), "Ana set Order to “A-17”", null },
        { Ana, new FieldChanged(2, "1", "2"), "Ana set Product to “Boat”", null },
        { Ana, new FieldChanged(2, "1", null), "Ana cleared Product", null },
        { Ana, new FieldChanged(99, null, "x"), "Ana set #99 to “x”", null },
        { Maja, new SeenByCustomer(5), "Maja has seen our reply", null },
        { Actor.Clock, new SlaTransitioned(SlaTarget.FirstResponse, SlaState.OnTrack, SlaState.AtRisk, Noon), "First response: at risk", null },
        { Actor.Clock, new SlaTransitioned(SlaTarget.NextResponse, SlaState.AtRisk, SlaState.Breached, Noon), "Next response: breached", null },
        { Actor.Clock, new SlaTransitioned(SlaTarget.FirstResolution, SlaState.OnTrack, SlaState.Paused, null), "Resolution: paused", null },
        { Actor.Clock, new SlaTransitioned(SlaTarget.FirstResolution, SlaState.Paused, SlaState.OnTrack, Noon), "Resolution: counting again", null },
        { Actor.Clock, new SlaTransitioned(SlaTarget.FirstResolution, SlaState.Breached, SlaState.Missed, Noon), "Resolution: missed", null },
        { Rule, new SlaEscalated(SlaTarget.NextResponse, SlaState.Breached, 2, [new(EscalationKind.NotifyAssignee), new(EscalationKind.HandOver, 1)]), "Escalation, Next response breached: assignee told, handed over to Billing", null },
        { Ana, new TicketSnoozed(Noon.AddHours(3)), "Ana snoozed the ticket until 15:00", null },
        { Ana, new TicketSnoozed(null), "Ana snoozed the ticket until the customer writes", null },
        { Actor.Clock, new TicketWoken("time"), "The snooze is over", null },
        { Maja, new TicketWoken("customer_replied"), "Maja brought the ticket back", "the customer wrote" },
        { Actor.TeamPolicy, new CustomerReminded(1, "Are you still there?", LifeStepKind.Resolve), "The team's policy reminded the customer: “Are you still there?”", null },
        { Maja, new SatisfactionGiven(4, "Quick!", Noon), "Maja rated the resolution: 4 of 5", "“Quick!”" },
        { Ana, new ClosedUnanswered(UnansweredReason.Other, "moved away", [new(ContactKind.Phone, Noon, null)]), "Ana closes without an answer: Another reason", "moved away" },
        { Ana, new CustomerChanged(CustomerAct.Edited), "Ana changed the customer’s profile", null },
        { Ana, new CustomerChanged(CustomerAct.Merged, 9), "Ana merged the customer’s profile with #9", null },
        { Ana, new CustomerChanged(CustomerAct.Unmerged, 9), "Ana took the customer’s profile apart from #9", null },
        { Ana, new CustomerChanged(CustomerAct.Exported), "Ana exported everything about the customer", null },
        { Ana, new CustomerChanged(CustomerAct.Banned), "Ana closed the chat to the customer", null },
        { Ana, new CustomerChanged(CustomerAct.Unbanned), "Ana let the customer chat again", null },
        { Ana, new CustomerChanged(CustomerAct.Erased), "Ana erased the customer", null },
        { RoutingActor.Value, new AssigneeChanged(null, 7, "routed") { Because = new(RoutingWay.LeastBusy, 3, 2, 7, [5], SeniorsFirst: true) }, "Routing gave the ticket to Ana", "Least busy of 3 who can take it: 2 of 7 waiting, needs Arabic, seniors first" },
        { RoutingActor.Value, new AssigneeChanged(7, null, "hold_over"), "Routing gave the ticket back to the queue", "nothing was done on it in time" },
        { Ana, new AssigneeChanged(null, 7, "next") { Because = new(RoutingWay.Next, 0) }, "Ana took the ticket", "The most urgent that they may and can do" },
        { RoutingActor.Value, new TicketOffered([7, 8], Noon, new(RoutingWay.RingAll, 2)), "Offered to Ana, Bor", "All 2 who can take it are asked" },
        { RoutingActor.Value, new OfferEnded(), "Nobody took the offer in time", null },
        { RoutingActor.Value, new OfferEnded { MissedBy = 7 }, "It rang for Ana, who did not answer", null },
        { Ana, new OfferDeclined(7), "Ana declined the chat", null },
        { RoutingActor.Value, new WrapUpBegan(7, Noon), "Ana writes up the chat", null },
        { Ana, new WrapUpEnded(7), "Ana is done with the chat", null },
        { Ana, new Announced(1, "Ana has joined the conversation."), "The customer was told: “Ana has joined the conversation.”", null },
        { Bor, new NoteAdded(1, "Offer 10 %") { IsWhisper = true }, "Bor whispered “Offer 10 %”", null },
        { RoutingActor.Value, new RoutingWaits(new(RoutingWay.RoundRobin, 0, Lack: new(4, 2, 1, 1))), "Waits in the queue: nobody can take it now", "of 4 in the team 2 are not there, 1 can't do it, 1 have no room" },
        { Ana, new FollowersChanged([7], []), "Ana follows the ticket", null },
        { Ana, new FollowersChanged([], [7]), "Ana no longer follows the ticket", null },
        { Ana, new TicketEscalated(1, null, Seniority.Senior), "Ana escalated the ticket to Senior of Billing", null },
        { Ana, new ReplyHeld(Noon), "Ana sends a reply at 12:00", null },
        { Ana, new ReplyTakenBack(), "Ana took the reply back before it went out", null },
        { Actor.System, new ReplyHeldBack("ticket.changed"), "A reply was not sent", "Not sent: the ticket changed meanwhile." },
        { Ana, new TicketMerged(5), "Ana merged this ticket into #5", null },
        { Ana, new MergeUndone(5, Tally, TicketSla.Empty), "Ana took the merge into #5 back", null },
        { Ana, new TicketAbsorbed(6, 2, null, Noon, ActorKind.Customer, "Hello"), "Ana merged #6 into this ticket", null },
        { Ana, new AbsorptionUndone(6, Tally, null), "Ana took the merge of #6 back", null },
        { Ana, new MessagesSplitOff(7, [1, 2], Tally), "Ana split off #7 (messages: 2)", null },
        { Ana, new SplitOff(1, [], Noon, 0, 0, Tally), "Ana split this ticket off #1", null },
        { Ana, new SplitUndone(7, Tally, null), "Ana put the messages of #7 back", null },
        { Ana, new SplitTakenBack(1), "Ana put its messages back into #1", null },
        { Ana, new TicketLinked(8, TicketLinkKind.Related), "Ana linked it to #8", null },
        { Ana, new TicketLinked(8, TicketLinkKind.ChildOf), "Ana made it part of #8", null },
        { Ana, new TicketLinked(8, TicketLinkKind.ParentOf), "Ana made #8 a part of it", null },
        { Ana, new TicketUnlinked(8, TicketLinkKind.Related), "Ana took the link to #8 away", null },
        { Rule, new TeamChanged(null, 1, "escalated"), "The rule Night shift moved the ticket to the team Billing", "escalation" },
    };

    private static TicketTally Tally => TicketTally.Of(new AgentConsole.Tickets.Ticket { Id = 1, CustomerId = 3, Subject = "s" });

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_journal_row_says_who_what_and_why(Actor who, TicketEvent happened, string sentence, string? why)
    {
        var line = new HistorySentences(Terms, Names).Of(Row(1, who, happened))!;
        Assert.Equal(sentence, Plain(line.Text));
        Assert.Equal(why, line.Reason is null ? null : Plain(line.Reason));
    }

    [Fact]
    public void Rows_that_only_machines_read_are_left_out()
    {
        var sentences = new HistorySentences(Terms, Names);
        Assert.Null(sentences.Of(Row(1, Ana, new SeenByAgent(3))));
        Assert.Null(sentences.Of(Row(1, Actor.Clock, new SlaJudged(TicketSla.Empty))));
    }

    [Fact]
    public void Every_kind_of_event_has_a_sentence_or_is_known_to_have_none()
    {
        var told = Rows().Select(row => row[1]!.GetType()).ToHashSet();
        var all = typeof(TicketEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TicketEvent)));
        Assert.Empty(all.Except(told).Except([typeof(SeenByAgent), typeof(SlaJudged), typeof(HoldExtended)]));
    }

    [Theory]
    [InlineData("ar")]
    [InlineData("sl")]
    public void Each_language_has_sentences_of_its_own(string language)
    {
        var english = Told();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var translated = Told();
        Assert.All(english.Zip(translated), pair => Assert.NotEqual(pair.First, pair.Second));

        List<string> Told() => [.. Rows().Select(row => new HistorySentences(Terms, Names).Of(Row(1, (Actor)row[0]!, (TicketEvent)row[1]!))!.Text)];
    }

    [Fact]
    public void A_name_of_another_direction_stays_apart_from_the_sentence()
    {
        var line = new HistorySentences(Terms, Names).Of(Row(1, Actor.Customer(3, "ليلى"), new CustomerWrote(1, "x")))!;
        Assert.Contains("\u2068ليلى\u2069", line.Text, StringComparison.Ordinal);
    }

    private static string Plain(string text) => text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);
}
