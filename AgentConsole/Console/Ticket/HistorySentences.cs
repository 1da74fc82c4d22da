using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Sending;

namespace AgentConsole.Console.Ticket;

/// <summary>A row of the history as a person reads it.</summary>
/// <param name="Look">Which mark stands beside it: <c>message</c>, <c>note</c>, <c>change</c>, <c>sla</c>, <c>breach</c>.</param>
/// <param name="Reason">Why, where the row says so.</param>
public sealed record HistoryLine(long Seq, DateTimeOffset At, string Look, string Text, string? Reason);

/// <summary>Says the journal in human sentences: who, what and why.</summary>
/// <param name="zone">Whose wall clock an instant within a sentence is told by.</param>
public sealed class HistorySentences(TicketTerms terms, NameBook names, ViewerZone? zone = null)
{
    private readonly ViewerZone _zone = zone ?? new ViewerZone();

    private readonly RoutingSentences routing = new(terms, names);

    /// <summary>The sentence of a row; null for rows that only machines read.</summary>
    public HistoryLine? Of(JournalEntry entry) => Sentence(entry) is { } sentence
        ? new HistoryLine(entry.Seq, entry.At, sentence.Look, sentence.Text, Why(entry.Event))
        : null;

    private (string Look, string Text)? Sentence(JournalEntry entry)
    {
        var who = Who(entry.Actor);
        return routing.Of(entry, who) is { } routed ? ("change", routed) : entry.Event switch
        {
            TicketOpened e => ("change", terms["History.Opened", who, terms.Of(e.Channel)]),
            CustomerWrote e => ("message", terms["History.CustomerWrote", who, Quote(e.Preview)]),
            AgentReplied e => ("message", terms["History.Replied", who, Quote(e.Preview)]),
            BotReplied e when entry.Actor.Kind == ActorKind.Agent => ("message", terms["History.Invited", who, Quote(e.Preview)]),
            BotReplied e => ("message", terms["History.BotReplied", who, Quote(e.Preview)]),
            NoteAdded { IsWhisper: true } e => ("note", terms["History.Whispered", who, Quote(e.Preview)]),
            Announced e => ("message", terms["History.Announced", Quote(e.Preview)]),
            NoteAdded e => ("note", terms["History.Noted", who, Quote(e.Preview)]),
            StatusChanged e => ("change", terms["History.Status", who, Status(e.From, e.FromId), Status(e.To, e.ToId)]),
            PriorityChanged e => ("change", terms["History.Priority", who, Priority(e.From), Priority(e.To)]),
            AssigneeChanged e => ("change", Assigned(who, entry.Actor, e)),
            TeamChanged { To: null } => ("change", terms["History.TeamRemoved", who]),
            TeamChanged e => ("change", terms["History.Team", who, Name(names.Team(e.To.Value), e.To.Value)]),
            TagsChanged e => ("change", Tags(who, e)),
            SubjectChanged e => ("change", terms["History.Subject", who, Quote(e.From), Quote(e.To)]),
            FieldChanged e => ("change", Field(who, e)),
            SeenByCustomer => ("message", terms["History.SeenByCustomer", who]),
            SlaTransitioned e => (e.To is SlaState.Breached or SlaState.Missed ? "breach" : "sla", Transition(e)),
            SlaEscalated e => (e.State == SlaState.Breached ? "breach" : "sla", terms[$"History.Escalated.{e.State}", terms.Of(e.Target), string.Join(terms["List.Separator"], e.Actions.Select(Action))]),
            TicketSnoozed { Until: { } until } => ("change", terms["History.Snoozed", who, _zone.Short(until, entry.At)]),
            TicketSnoozed => ("change", terms["History.SnoozedUntilReply", who]),
            TicketWoken { Reason: "time" } => ("change", terms["History.Back"]),
            TicketWoken => ("change", terms["History.Woken", who]),
            CustomerReminded e => ("message", terms["History.Reminded", who, Quote(e.Preview)]),
            SatisfactionGiven e => ("message", terms["History.Satisfaction", who, e.Score]),
            ClosedUnanswered e => ("change", terms["History.Unanswered", who, terms[$"Unanswered.{e.Reason}"]]),
            ReplyHeld e => ("message", terms["History.ReplyHeld", who, _zone.Time(e.Until)]),
            ReplyTakenBack => ("message", terms["History.ReplyTakenBack", who]),
            ReplyHeldBack => ("breach", terms["History.ReplyHeldBack"]),
            CustomerChanged e => ("change", terms[$"History.Customer.{e.Act}", who, e.Other ?? 0]),
            _ => Merging.RearrangedSentences.Of(entry.Event, who, terms) is { } rearranged ? ("change", rearranged) : null,
        };
    }

    private string Action(EscalationAction action) =>
        terms[$"Escalation.{action.Kind}", routing.Whom(action.TeamId, null, action.AtLeast)];

    private string Who(Actor actor) => actor.Kind switch
    {
        ActorKind.Clock => terms["Actor.Clock"],
        ActorKind.Rule when actor == Actor.TeamPolicy => terms["Actor.TeamPolicy"],
        ActorKind.System => terms[actor == RoutingActor.Value ? "Actor.Routing" : "Actor.System"],
        ActorKind.Rule => terms["Actor.Rule", TicketTerms.Apart(actor.Name)],
        _ => TicketTerms.Apart(actor.Name),
    };

    private string Assigned(string who, Actor actor, AssigneeChanged e) => e.To switch
    {
        null => terms["History.Unassigned", who],
        { } to when actor.Kind == ActorKind.Agent && actor.Id == to => terms["History.Took", who],
        { } to => terms["History.Assigned", who, Name(names.Agent(to), to)],
    };

    private string Tags(string who, TagsChanged e) => (e.Added.Count, e.Removed.Count) switch
    {
        ( > 0, 0) => terms["History.TagsAdded", who, List(e.Added)],
        (0, > 0) => terms["History.TagsRemoved", who, List(e.Removed)],
        _ => terms["History.TagsChanged", who, List(e.Added), List(e.Removed)],
    };

    private string Field(string who, FieldChanged e)
    {
        var field = names.Field(e.FieldId);
        var name = Name(field?.Name, e.FieldId);
        if (e.To is null) return terms["History.FieldCleared", who, name];
        return terms["History.Field", who, name, Quote(field is null ? e.To : FieldWords.Of(field, e.To, terms["Fields.Yes"], terms["Fields.No"]))];
    }

    private string Transition(SlaTransitioned e) => e switch
    {
        { From: SlaState.Paused, To: SlaState.OnTrack or SlaState.AtRisk } => terms["History.Sla.Resumed", terms.Of(e.Target)],
        _ => terms[$"History.Sla.{e.To}", terms.Of(e.Target)],
    };

    private string List(IReadOnlyList<long> tags) =>
        string.Join(terms["List.Separator"], tags.Select(id => Name(names.Tag(id)?.Name, id)));

    private string Status(TicketStatus status, int? own) => names.Status(own) is { } known ? TicketTerms.Apart(known) : terms.Of(status);

    private string Priority(int id) => names.Priority(id) is { } level ? terms.Of(level) : $"#{id}";

    // What was deleted since keeps its number, so that the sentence still says which.
    private static string Name(string? name, long id) => name is null ? $"#{id}" : TicketTerms.Apart(name);

    private string Quote(string text) => terms["Quote", TicketTerms.Apart(text)];

    private string? Why(TicketEvent happened) => happened switch
    {
        StatusChanged { Reason: { } reason } => terms.Reason(reason),
        PriorityChanged { Because: { Count: > 0 } findings } => terms.Because(findings, names),
        PriorityChanged { Reason: { } reason } => terms.Reason(reason),
        AssigneeChanged { Because: { } finding } => routing.Why(finding),
        RoutingWaits e => routing.Why(e.Because),
        TicketOffered e => routing.Why(e.Because),
        AssigneeChanged { Reason: { } reason } => terms.Reason(reason),
        TeamChanged { Reason: { } reason } => terms.Reason(reason),
        TicketWoken { Reason: { } reason and not "time" } => terms.Reason(reason),
        SatisfactionGiven { Comment: { } comment } => Quote(comment),
        ReplyHeldBack e => Sending.HeldWords.Of(e.Code, terms),
        ClosedUnanswered { Note: { } note } => TicketTerms.Apart(note),
        _ => null,
    };
}
