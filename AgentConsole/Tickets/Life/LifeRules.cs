using AgentConsole.Common;

namespace AgentConsole.Tickets.Life;

/// <summary>What may be asked of a ticket's life beside answers and fields: pure decisions, as <see cref="Lifecycle"/> makes them.</summary>
public static class LifeRules
{
    public const int MaxAttempts = 10, MaxAttemptNote = 200, MaxNote = 500, MaxComment = 1000;

    public static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(366);

    /// <summary>Decides one of this folder's commands; null for any other.</summary>
    internal static Outcome<Decision>? Decide(Ticket ticket, TicketCommand command, LifecycleContext context) => command switch
    {
        Snooze c => Snoozed(ticket, c, context.Now),
        EndSnooze => ticket.IsSnoozed ? new Decision([new TicketWoken(null)]) : Decision.Nothing,
        LetTimePass c => Passed(ticket, c, context),
        CustomerJudges c => Judged(ticket, c, context),
        RateResolution c => Rated(ticket, c, context.Policy),
        CloseUnanswered c => Closed(ticket, c, context.Now),
        _ => null,
    };

    /// <summary>A customer's message and an ending end a snooze: what they change is not to be found under 'snoozed'.</summary>
    internal static Decision Waking(Ticket ticket, Decision decision)
    {
        if (!ticket.IsSnoozed || decision.Events.Any(what => what is TicketWoken)) return decision;
        var reason = decision.Events.Any(what => what is CustomerWrote { IsAutomatic: false }) ? "customer_replied"
            : decision.Events.Any(what => what is StatusChanged { To: > TicketStatus.OnHold }) ? "ended" : null;
        return reason is null ? decision : decision with { Events = [.. decision.Events, new TicketWoken(reason)] };
    }

    /// <summary>True where a customer's message to the ticket begins a follow-up instead of reopening it.</summary>
    public static bool NeedsFollowUp(Ticket ticket, DateTimeOffset now, TimeSpan reopenWindow, LifePolicy policy)
    {
        if (ticket.Status is not (TicketStatus.Resolved or TicketStatus.Closed)) return false;
        return policy.Reopen switch
        {
            ReopenRule.Always => false,
            ReopenRule.Never => true,
            ReopenRule.WithinDays => (ticket.ClosedAt ?? ticket.ResolvedAt) is { } ended && now > (policy.Open?.AfterDays(ended, policy.ReopenDays) ?? ended + TimeSpan.FromDays(policy.ReopenDays)),
            _ => ticket.Status == TicketStatus.Closed || now - ticket.ResolvedAt > reopenWindow,
        };
    }

    /// <summary>True where the customer may be asked how satisfied they are: once a resolution, and after an automatic one only where the team wants it.</summary>
    public static bool MayBeRated(Ticket ticket, LifePolicy policy) =>
        MayBeRated(ticket.Status, ticket.ResolvedAt, ticket.ScoreFor, ticket.Ending, policy);

    /// <inheritdoc cref="MayBeRated(Ticket, LifePolicy)"/>
    public static bool MayBeRated(TicketStatus status, DateTimeOffset? resolvedAt, DateTimeOffset? scoreFor, TicketEnding ending, LifePolicy policy) =>
        status is TicketStatus.Resolved or TicketStatus.Closed && resolvedAt is { } resolved && scoreFor != resolved
        && (policy.AsksAfterAutomatic || !ending.HasFlag(TicketEnding.ResolvedByRule));

    private static Outcome<Decision> Snoozed(Ticket ticket, Snooze command, DateTimeOffset now)
    {
        if (!ticket.IsOpen) return new Refusal("snooze.ended", ticket.Status);
        if (command.Until <= now) return new Refusal("snooze.past");
        if (command.Until - now > LongestSnooze) return new Refusal("snooze.too_far", LongestSnooze.Days);
        return ticket.IsSnoozed && ticket.SnoozedUntil == command.Until ? Decision.Nothing : new Decision([new TicketSnoozed(command.Until)]);
    }

    private static Outcome<Decision> Passed(Ticket ticket, LetTimePass command, LifecycleContext context)
    {
        // Much may have happened between the look and the turn: what is not due any more is not done.
        if (LifeSteps.Next(ticket, context.Policy, context.ReopenWindow) is not { } next || next.Kind != command.Step || next.At > context.Now) return Decision.Nothing;
        switch (next.Kind)
        {
            case LifeStepKind.Wake:
                return new Decision([new TicketWoken("time")]);
            case LifeStepKind.Resolve:
                return new Decision([new StatusChanged(ticket.Status, TicketStatus.Resolved, "silent", ticket.StatusId)]);
            case LifeStepKind.Close:
                return new Decision([new StatusChanged(ticket.Status, TicketStatus.Closed, "window_over", ticket.StatusId)]);
            default:
                var text = command.Text ?? "";
                if (Lifecycle.CheckText(text) is { } refusal) return refusal;
                var before = next.Kind == LifeStepKind.Remind ? LifeStepKind.Resolve : LifeStepKind.Close;
                return new Decision([new CustomerReminded(context.MessageId, Text.Preview(text), before)], new MessageDraft(MessageKind.Public, text));
        }
    }

    private static Outcome<Decision> Judged(Ticket ticket, CustomerJudges command, LifecycleContext context)
    {
        if (!IsTheirs(ticket, command.By)) return new Refusal("ticket.not_found", ticket.Id);
        // Said twice, or said of what went on meanwhile: it is so already.
        if (ticket.Status == TicketStatus.Closed) return command.IsSolved ? Decision.Nothing : new Refusal("ticket.closed", ticket.Id);
        if (ticket.Status != TicketStatus.Resolved) return command.IsSolved ? new Refusal("ticket.not_resolved", ticket.Id) : Decision.Nothing;
        if (command.IsSolved) return new Decision([new StatusChanged(ticket.Status, TicketStatus.Closed, "customer_agreed", ticket.StatusId)]);
        if (NeedsFollowUp(ticket, context.Now, context.ReopenWindow, context.Policy)) return new Refusal("ticket.window_over", ticket.Id);
        return new Decision([new StatusChanged(ticket.Status, TicketStatus.Open, "not_solved", ticket.StatusId)]);
    }

    private static Outcome<Decision> Rated(Ticket ticket, RateResolution command, LifePolicy policy)
    {
        if (!IsTheirs(ticket, command.By)) return new Refusal("ticket.not_found", ticket.Id);
        if (command.Score is < 1 or > 5) return new Refusal("score.range");
        if (command.Comment is { Length: > MaxComment }) return new Refusal("score.comment_too_long", MaxComment);
        if (command.Comment is { } comment && !Text.IsStorable(comment)) return new Refusal("message.not_text");
        if (ticket.ScoreFor is { } rated && rated == ticket.ResolvedAt) return new Refusal("score.twice");
        if (!MayBeRated(ticket, policy) || (command.For is { } meant && meant != ticket.ResolvedAt)) return new Refusal("score.not_asked");
        return new Decision([new SatisfactionGiven(command.Score, string.IsNullOrWhiteSpace(command.Comment) ? null : command.Comment.Trim(), ticket.ResolvedAt!.Value)]);
    }

    private static Outcome<Decision> Closed(Ticket ticket, CloseUnanswered command, DateTimeOffset now)
    {
        if (ticket.Status == TicketStatus.Spam) return new Refusal("status.not_allowed", ticket.Status, TicketStatus.Closed);
        if (!Enum.IsDefined(command.Reason)) return new Refusal("unanswered.reason");
        if (command.Reason == UnansweredReason.Other && string.IsNullOrWhiteSpace(command.Note)) return new Refusal("unanswered.reason");
        if (command.Reason == UnansweredReason.Unreachable && command.Attempts.Count == 0) return new Refusal("unanswered.attempts");
        if (command.Attempts.Count > MaxAttempts) return new Refusal("unanswered.too_many", MaxAttempts);
        if (command.Attempts.Any(attempt => attempt.At > now || !Enum.IsDefined(attempt.Kind))) return new Refusal("unanswered.future");
        if (!IsShort(command.Note, MaxNote) || !command.Attempts.All(attempt => IsShort(attempt.Note, MaxAttemptNote))) return new Refusal("unanswered.note", MaxNote, MaxAttemptNote);
        return new Decision([new ClosedUnanswered(command.Reason, command.Note, command.Attempts), new StatusChanged(ticket.Status, TicketStatus.Closed, "unanswered", ticket.StatusId)]);
    }

    private static bool IsShort(string? text, int most) => text is null || (text.Length <= most && Text.IsStorable(text));

    private static bool IsTheirs(Ticket ticket, Actor by) => by.Kind == ActorKind.Customer && by.Id == ticket.CustomerId;
}
