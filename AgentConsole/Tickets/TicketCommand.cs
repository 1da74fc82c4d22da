using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Tickets;

/// <summary>A wish to change a ticket, handled by the Desk in one pass and one transaction.</summary>
public abstract record TicketCommand(Actor By)
{
    /// <summary>The files that its message comes with; with them the message may say nothing.</summary>
    public AttachedFiles? Attached { get; init; }
}

/// <summary>A wish about one ticket that is there already.</summary>
/// <param name="ExpectedVersion">The <see cref="Ticket.Version"/> the person looked at; null where any will do. Another one refuses with <c>ticket.changed</c>.</param>
public abstract record ExistingTicketCommand(Actor By, long TicketId, int? ExpectedVersion) : TicketCommand(By);

/// <summary>
/// A customer writes. With no ticket named the customer's open conversation on the same channel is meant, and where there is none a ticket is opened.
/// A reply within the reopen window reopens a resolved ticket; one to a closed ticket opens a follow-up.
/// </summary>
/// <param name="By">The customer; its id is 0 where <paramref name="Who"/> says who it is.</param>
/// <param name="Who">The identity by which the customer is found, or made in the same transaction.</param>
/// <param name="ClientId">The id the client made: a repeat is answered as the first was.</param>
/// <param name="Subject">For a new ticket; its text's first line where null.</param>
/// <param name="Declared">What the customer chose in a form or a program sent: something for conditions, at most 100 characters.</param>
/// <param name="IsAutomatic">The customer's mail program answers by itself: it is kept, but starts no clock, reopens nothing and opens nothing.</param>
public sealed record CustomerWrites(
    Actor By, TicketChannel Channel, string Text, string? ClientId = null, long? TicketId = null,
    string? Subject = null, int? PriorityId = null, long? TeamId = null, long? SiteId = null, NewCustomer? Who = null,
    string? Declared = null, bool IsAutomatic = false) : TicketCommand(By)
{
    /// <summary>Values of the company's own fields for a new ticket.</summary>
    public IReadOnlyList<(long FieldId, string Value)> Fields { get; init; } = [];

    /// <summary>Where they say they can be answered, for a new ticket of somebody of whom no address is known. Nobody has checked it, so it makes them nobody else: no identity comes of it.</summary>
    public string? ClaimedEmail { get; init; }

    /// <summary>What they were invited to talk with: it stands before their first words, and the agent who asked has the ticket where they are still there.</summary>
    public Invited? Invited { get; init; }
}

/// <summary>An invitation that a customer took up. It answers nothing, so no target is met by it.</summary>
/// <param name="Id">Its own: it stands in a conversation once, however often it is brought along.</param>
/// <param name="AgentId">Who asked; null where a rule did.</param>
public sealed record Invited(string Id, long? AgentId, string By, string Text)
{
    public Actor Actor => AgentId is { } agent ? Actor.Agent(agent, By) : new Actor(ActorKind.Bot, 0, By);
}

/// <summary>A customer by an identity: found by it, or made with the rest.</summary>
public sealed record NewCustomer(
    IdentityKind Kind, string Value, string Name, string? Email = null, string? Language = null,
    CustomerTier Tier = CustomerTier.Standard, bool IsVip = false, string? Company = null)
{
    /// <summary>As it was given, without characters that turn around what stands beside it.</summary>
    public string Name { get; init; } = Text.Straight(Name ?? "");

    public string? Company { get; init; } = Company is null ? null : Text.Straight(Company);
}

/// <summary>An agent answers the customer. The ticket becomes <paramref name="ThenStatus"/> (Pending where null and it was open; unassigned tickets become the agent's).</summary>
public sealed record AgentReplies(
    Actor By, long TicketId, string Text, string? ClientId = null, TicketStatus? ThenStatus = null, int? ExpectedVersion = null)
    : ExistingTicketCommand(By, TicketId, ExpectedVersion)
{
    /// <summary>The company's own status within <see cref="ThenStatus"/>; null for the category's own, or the one it has where it is in that category already.</summary>
    public int? ThenStatusId { get; init; }
}

/// <summary>An automatic reply, by a bot or a rule.</summary>
public sealed record BotReplies(Actor By, long TicketId, string Text, string? ClientId = null) : ExistingTicketCommand(By, TicketId, null);

/// <summary>A note that only agents see.</summary>
public sealed record AddNote(Actor By, long TicketId, string Text, string? ClientId = null) : ExistingTicketCommand(By, TicketId, null)
{
    /// <summary>Whom the note names; they are told of it.</summary>
    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    /// <summary>It is whispered to the ticket's agent: nobody else is told.</summary>
    public bool IsWhisper { get; init; }
}

/// <param name="StatusId">The company's own status within <paramref name="To"/>'s category; null for the category's own.</param>
public sealed record ChangeStatus(Actor By, long TicketId, TicketStatus To, string? Reason = null, int? ExpectedVersion = null, int? StatusId = null)
    : ExistingTicketCommand(By, TicketId, ExpectedVersion);

public sealed record ChangePriority(Actor By, long TicketId, int PriorityId, string? Reason = null, int? ExpectedVersion = null)
    : ExistingTicketCommand(By, TicketId, ExpectedVersion);

/// <summary>Gives the ticket to an agent, or to nobody.</summary>
public sealed record Assign(Actor By, long TicketId, long? AgentId, string? Reason = null, int? ExpectedVersion = null)
    : ExistingTicketCommand(By, TicketId, ExpectedVersion);

public sealed record AssignTeam(Actor By, long TicketId, long? TeamId, string? Reason = null, int? ExpectedVersion = null)
    : ExistingTicketCommand(By, TicketId, ExpectedVersion);

public sealed record ChangeTags(Actor By, long TicketId, IReadOnlyList<long> Add, IReadOnlyList<long> Remove)
    : ExistingTicketCommand(By, TicketId, null);

public sealed record ChangeSubject(Actor By, long TicketId, string Subject, int? ExpectedVersion = null)
    : ExistingTicketCommand(By, TicketId, ExpectedVersion);

/// <summary>Gives one of the company's own fields another value, as <see cref="Fields.FieldRules.Stored"/> reads it; null or empty takes it away.</summary>
public sealed record ChangeField(Actor By, long TicketId, long FieldId, string? Value) : ExistingTicketCommand(By, TicketId, null);

/// <summary>Its reader (a customer or an agent) has seen everything up to a sequence.</summary>
public sealed record MarkSeen(Actor By, long TicketId, long UpTo) : ExistingTicketCommand(By, TicketId, null);

/// <summary>Time passed: judge the agreement again at this instant.</summary>
public sealed record JudgeSla(long TicketId) : ExistingTicketCommand(Actor.Clock, TicketId, null);

/// <summary>What a handled command did.</summary>
/// <param name="Ticket">The ticket as it is after it.</param>
/// <param name="Seq">The journal's sequence after it; where nothing changed, the last one known.</param>
/// <param name="Message">The message it wrote, or that an earlier send with the same client id had written.</param>
/// <param name="Repeated">True where this was a repeat of a client id that was answered before.</param>
public sealed record CommandResult(Ticket Ticket, long Seq, Message? Message, bool Repeated);
