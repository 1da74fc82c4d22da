using AgentConsole.Common;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Tickets;

/// <summary>What a command may rely on.</summary>
/// <param name="MessageId">The id that a message written by this command gets.</param>
/// <param name="Head">The journal's last sequence: nobody can have seen more.</param>
/// <param name="ReopenWindow">How long a reply reopens a resolved ticket.</param>
public sealed record LifecycleContext(DateTimeOffset Now, long MessageId, long Head, TimeSpan ReopenWindow)
{
    /// <summary>How the tickets of the ticket's team end.</summary>
    public LifePolicy Policy { get; init; } = LifePolicy.Default;

    /// <summary>What the command's message comes with; null for nothing.</summary>
    public IReadOnlyList<MessageFile>? Files { get; init; }

    /// <summary>How long a ticket that was taken is held for one who does nothing on it; zero for as long as they like.</summary>
    public TimeSpan HoldFor { get; init; }

    /// <summary>The ticket's team has a chat ring for one after the other.</summary>
    public bool HandsOn { get; init; }

    /// <summary>How long a chat rings for the agent to whom it is handed over; null where it is simply given to them.</summary>
    public TimeSpan? RingsFor { get; init; }

    /// <summary>Whether who asks may choose what to work on.</summary>
    public bool MayPick { get; init; } = true;
}

/// <summary>What a command comes to.</summary>
/// <param name="Events">In order; empty where nothing changes.</param>
/// <param name="Message">The kind and text of the message that the first message event tells of.</param>
public sealed record Decision(IReadOnlyList<TicketEvent> Events, MessageDraft? Message = null)
{
    public static Decision Nothing { get; } = new([]);
}

/// <param name="Files">What it comes with; null for nothing.</param>
public sealed record MessageDraft(MessageKind Kind, string Text, IReadOnlyList<MessageFile>? Files = null)
{
    /// <summary>Its first words, or where it has none the names of what it comes with.</summary>
    public string Preview => Common.Text.Preview(Text.Length > 0 || Files is null ? Text : string.Join(", ", Files.Select(file => file.Name)));

    /// <summary>Whom a note names.</summary>
    public IReadOnlyList<Mention> Mentions { get; init; } = [];
}

/// <summary>The life of a ticket, from new to closed: pure decisions over a ticket and a wish.</summary>
public static class Lifecycle
{
    public static readonly TimeSpan DefaultReopenWindow = TimeSpan.FromDays(4);

    /// <summary>Decides a command about a ticket that is there. References (agents, teams, tags, priorities) are the Desk's to check.</summary>
    public static Outcome<Decision> Decide(Ticket ticket, TicketCommand command, LifecycleContext context)
    {
        if (command is ExistingTicketCommand { ExpectedVersion: { } expected } && expected != ticket.Version)
            return new Refusal("ticket.changed", ticket.Id, expected, ticket.Version);
        if (ticket.Status == TicketStatus.Closed && command is not (ChangeTags or MarkSeen or JudgeSla or LetTimePass or CustomerJudges or RateResolution or Follow) && !IsReopening(ticket, command, context))
            return ticket.MergedIntoId is { } into ? new Refusal("ticket.merged", ticket.Id, into) : new Refusal("ticket.closed", ticket.Id);
        var decided = LifeRules.Decide(ticket, command, context) ?? DecideOther(ticket, command, context);
        return decided.Succeeded ? LifeRules.Waking(ticket, decided.Value) : decided;
    }

    private static Outcome<Decision> DecideOther(Ticket ticket, TicketCommand command, LifecycleContext context)
    {
        if (Holding.Picks(ticket, command) && !context.MayPick) return new Refusal("take.forbidden");
        return command switch
        {
            CustomerWrites c => WrittenByCustomer(ticket, c, context),
            AgentReplies c => Replied(ticket, c, context),
            BotReplies c => Checked(Public(c.Text, context), said => new Decision([new BotReplied(context.MessageId, said.Preview)], said)),
            AddNote c when c.Mentions.Count > Mention.MaxOfNote => new Refusal("mention.too_many", Mention.MaxOfNote),
            AddNote c => Checked(
                new MessageDraft(MessageKind.Note, c.Text, context.Files) { Mentions = c.Mentions },
                said => new Decision([new NoteAdded(context.MessageId, said.Preview) { Mentions = c.Mentions.Count == 0 ? null : c.Mentions, IsWhisper = c.IsWhisper }], said)),
            ChangeStatus c => WithStatus(ticket, c),
            ChangePriority c => When(c.PriorityId != ticket.PriorityId, () => new PriorityChanged(ticket.PriorityId, c.PriorityId, c.Reason)),
            Assign c => When(c.AgentId != ticket.AssigneeId, () => new AssigneeChanged(ticket.AssigneeId, c.AgentId, c.Reason)),
            AssignTeam c => When(c.TeamId != ticket.TeamId, () => new TeamChanged(ticket.TeamId, c.TeamId, c.Reason)),
            ChangeTags c => WithTags(ticket, c),
            ChangeSubject c => WithSubject(ticket, c),
            ChangeField c => When(c.Value != ticket.Fields[c.FieldId], () => new FieldChanged(c.FieldId, ticket.Fields[c.FieldId], c.Value)),
            MarkSeen c => Seen(ticket, c, context),
            JudgeSla => Decision.Nothing,
            Announce c => Checked(new MessageDraft(MessageKind.System, c.Text), said => new Decision([new Announced(context.MessageId, said.Preview)], said)),
            Decline c => When(ticket.AssigneeId is null && ticket.OfferedTo.Contains(c.By.Id), () => new OfferDeclined(c.By.Id)),
            Take or ExtendHold or EndHold => Holding.Decide(ticket, command, context),
            HandOver c => Noting.Decide(ticket, c, context),
            Follow c => Noting.Decide(ticket, c),
            _ => throw new ArgumentException($"No lifecycle knows {command.GetType().Name}.", nameof(command)),
        };
    }

    /// <summary>Some teams take a customer's message on a closed ticket as more of the same.</summary>
    private static bool IsReopening(Ticket ticket, TicketCommand command, LifecycleContext context) =>
        command is CustomerWrites { IsAutomatic: false } && !LifeRules.NeedsFollowUp(ticket, context.Now, context.ReopenWindow, context.Policy);

    /// <summary>What is wrong with a message's text; null where nothing is.</summary>
    /// <param name="withFiles">It comes with files, and so may say nothing.</param>
    public static Refusal? CheckText(string text, bool withFiles = false)
    {
        if (string.IsNullOrWhiteSpace(text) && !(withFiles && text.Length == 0)) return new Refusal("message.empty");
        if (text.Length > Message.MaxLength) return new Refusal("message.too_long", text.Length, Message.MaxLength);
        return Text.IsStorable(text) ? null : new Refusal("message.not_text");
    }

    /// <summary>What is wrong with a client's message id; null where nothing is.</summary>
    public static Refusal? CheckClientId(string? clientId) =>
        clientId is null || (clientId.Length is > 0 and <= Message.MaxClientIdLength && Text.IsStorable(clientId))
            ? null
            : new Refusal("message.client_id", Message.MaxClientIdLength);

    /// <summary>What is wrong with a subject; null where nothing is.</summary>
    public static Refusal? CheckSubject(string subject)
    {
        if (string.IsNullOrWhiteSpace(subject)) return new Refusal("subject.empty");
        if (subject.Length > TicketConfiguration.MaxSubjectLength) return new Refusal("subject.too_long", subject.Length, TicketConfiguration.MaxSubjectLength);
        return Text.IsStorable(subject) ? null : new Refusal("subject.not_text");
    }

    /// <summary>What is wrong with what a customer declared; null where nothing is.</summary>
    public static Refusal? CheckDeclared(string? declared) =>
        declared is null || (declared.Length is > 0 and <= Ticket.MaxDeclaredLength && Text.IsStorable(declared))
            ? null
            : new Refusal("ticket.declared", Ticket.MaxDeclaredLength);

    private static Outcome<Decision> WrittenByCustomer(Ticket ticket, CustomerWrites command, LifecycleContext context) => Checked(Public(command.Text, context), said =>
    {
        List<TicketEvent> events = [new CustomerWrote(context.MessageId, said.Preview, command.Declared, command.IsAutomatic)];
        if (command.IsAutomatic) return new Decision(events, said);
        if (ticket.Status is TicketStatus.Pending or TicketStatus.OnHold) events.Add(new StatusChanged(ticket.Status, TicketStatus.Open, "customer_replied", ticket.StatusId));
        if (ticket.Status is TicketStatus.Resolved or TicketStatus.Closed) events.Add(new StatusChanged(ticket.Status, TicketStatus.Open, "reopened", ticket.StatusId));
        return new Decision(events, said);
    });

    private static Outcome<Decision> Replied(Ticket ticket, AgentReplies command, LifecycleContext context)
    {
        var to = command.ThenStatus ?? (ticket.Status is TicketStatus.New or TicketStatus.Open ? TicketStatus.Pending : ticket.Status);
        if (to != ticket.Status && !MayBecome(ticket.Status, to, command.By.Kind)) return new Refusal("status.not_allowed", ticket.Status, to);
        var own = (command.ThenStatus is null ? null : command.ThenStatusId) ?? (to == ticket.Status ? ticket.StatusId : null);
        return Checked(Public(command.Text, context), said =>
        {
            List<TicketEvent> events = [new AgentReplied(context.MessageId, said.Preview)];
            if (ticket.AssigneeId is null && command.By.Kind == ActorKind.Agent) events.Add(new AssigneeChanged(null, command.By.Id, "replied"));
            if (to != ticket.Status || own != ticket.StatusId) events.Add(new StatusChanged(ticket.Status, to, "replied", ticket.StatusId, own));
            return new Decision(events, said);
        });
    }

    private static Outcome<Decision> WithStatus(Ticket ticket, ChangeStatus command)
    {
        if (command.To == ticket.Status && command.StatusId == ticket.StatusId) return Decision.Nothing;
        if (command.To != ticket.Status && !MayBecome(ticket.Status, command.To, command.By.Kind)) return new Refusal("status.not_allowed", ticket.Status, command.To);
        return new Decision([new StatusChanged(ticket.Status, command.To, command.Reason, ticket.StatusId, command.StatusId)]);
    }

    /// <summary>Resolved is the agent's word, Closed the customer's or the window's; nothing becomes New again, nothing leaves Closed.</summary>
    private static bool MayBecome(TicketStatus from, TicketStatus to, ActorKind by) => (from, to) switch
    {
        (TicketStatus.Closed, _) or (_, TicketStatus.New) => false,
        (TicketStatus.Resolved, TicketStatus.Closed) => by != ActorKind.Agent,
        (_, TicketStatus.Closed) => by is ActorKind.Rule or ActorKind.Import,
        _ => Enum.IsDefined(to),
    };

    private static Outcome<Decision> WithTags(Ticket ticket, ChangeTags command)
    {
        long[] added = [.. command.Add.Except(ticket.TagIds).Distinct()];
        long[] removed = [.. command.Remove.Intersect(ticket.TagIds).Except(command.Add).Distinct()];
        return When(added.Length + removed.Length > 0, () => new TagsChanged(added, removed));
    }

    private static Outcome<Decision> WithSubject(Ticket ticket, ChangeSubject command)
    {
        if (CheckSubject(command.Subject) is { } refusal) return refusal;
        return When(command.Subject != ticket.Subject, () => new SubjectChanged(ticket.Subject, command.Subject));
    }

    private static Outcome<Decision> Seen(Ticket ticket, MarkSeen command, LifecycleContext context)
    {
        var upTo = Math.Min(command.UpTo, context.Head);
        return command.By.Kind == ActorKind.Customer
            ? When(upTo > ticket.SeenByCustomerSeq, () => new SeenByCustomer(upTo))
            : When(upTo > ticket.SeenByAgentSeq, () => new SeenByAgent(upTo));
    }

    private static MessageDraft Public(string text, LifecycleContext context) => new(MessageKind.Public, text, context.Files);

    private static Outcome<Decision> Checked(MessageDraft said, Func<MessageDraft, Decision> decide) =>
        CheckText(said.Text, said.Files is not null) is { } refusal ? refusal : decide(said);

    private static Outcome<Decision> When(bool changes, Func<TicketEvent> change) => changes ? new Decision([change()]) : Decision.Nothing;
}
