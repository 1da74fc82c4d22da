using AgentConsole.Common;
using AgentConsole.People;

namespace AgentConsole.Tickets;

/// <summary>
/// An agent opens a ticket for a customer, with its first words: a note of what was said on the telephone, say, or a message to the customer. The agreement begins
/// with it. Its first words are ours, so nobody waits for an answer to them; a message to the customer is the first response.
/// </summary>
/// <param name="First">Public or a note.</param>
/// <param name="ClientId">The id the screen made: a repeat is answered as the first was.</param>
/// <param name="CustomerId">Whom it is for; null where <paramref name="Who"/> says.</param>
/// <param name="PriorityId">Null where the priority rules decide.</param>
/// <param name="Who">The identity by which the customer is found, or made in the same transaction.</param>
public sealed record AgentOpens(
    Actor By, TicketChannel Channel, string Subject, MessageDraft First, string? ClientId = null, long? CustomerId = null, NewCustomer? Who = null,
    int? PriorityId = null, long? TeamId = null, long? AssigneeId = null, IReadOnlyList<long>? TagIds = null) : TicketCommand(By)
{
    /// <summary>What is wrong with its words; null where nothing is.</summary>
    public Refusal? Check() => Lifecycle.CheckSubject(Subject) ?? Lifecycle.CheckText(First.Text, Attached is { Keys.Count: > 0 });

    /// <summary>What follows the opening, the first words first.</summary>
    /// <param name="messageId">The id that the first words get.</param>
    /// <param name="openedWith">The priority it was opened with: another one that the agent chose is a choice by hand, which no rule changes.</param>
    public Decision Decide(long messageId, int openedWith)
    {
        var preview = First.Preview;
        List<TicketEvent> events = [First.Kind == MessageKind.Note ? new NoteAdded(messageId, preview) : new AgentReplied(messageId, preview)];
        if (PriorityId is { } chosen && chosen != openedWith) events.Add(new PriorityChanged(openedWith, chosen, null));
        if (TagIds is { Count: > 0 }) events.Add(new TagsChanged([.. TagIds.Distinct()], []));
        if (AssigneeId is not null) events.Add(new AssigneeChanged(null, AssigneeId, null));
        if (First.Kind == MessageKind.Public) events.Add(new StatusChanged(TicketStatus.New, TicketStatus.Pending, "replied"));
        return new Decision(events, First);
    }
}
