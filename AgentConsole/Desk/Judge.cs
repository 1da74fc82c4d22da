using AgentConsole.Desk.Routing;
using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Desk;

/// <summary>What follows from a change in the same pass: the priority that rules give, then the agreement. Each appends what it changes.</summary>
internal sealed class Judge(DeskReferences references)
{
    private const int MaxRounds = 4;

    /// <summary>The one that all of a handler's commands share.</summary>
    public TicketRouter Router { get; } = new(references);

    /// <summary>Gives the priority of the first rule that fits what the customer wrote; never against a person's choice.</summary>
    /// <param name="raisesOnly">What the ticket has was given to it or stands since an earlier message: a rule can make it more urgent, not less.</param>
    public async ValueTask<Ticket> PrioritiseAsync(Ticket ticket, string text, bool raisesOnly, DeskUnit unit, DateTimeOffset now)
    {
        var rules = references.PriorityRules();
        if (ticket.PriorityIsByHand || rules.Rules.Count == 0) return ticket;
        var customer = rules.ReadsCustomer ? await unit.ProfileAsync(ticket.CustomerId) : null;
        if (rules.Decide(new ConditionFacts(ticket, customer, now, text), references.PriorityExists) is not { } decision) return ticket;
        if (decision.PriorityId == ticket.PriorityId) return ticket;
        if (raisesOnly && references.PriorityRank(decision.PriorityId) < references.PriorityRank(ticket.PriorityId)) return ticket;
        var by = new Actor(ActorKind.Rule, decision.RuleId, decision.RuleName);
        return unit.Append(ticket.Id, ticket, by, now, new PriorityChanged(ticket.PriorityId, decision.PriorityId, null, decision.Findings));
    }

    /// <summary>Judges the agreement by the policy that fits the ticket as it is now; takes the steps of the escalation that have come.</summary>
    public async ValueTask<Ticket> JudgeAsync(Ticket ticket, DeskUnit unit, DateTimeOffset now)
    {
        var book = references.Sla();
        var customer = book.ReadsCustomer ? await unit.ProfileAsync(ticket.CustomerId) : null;
        // A step may raise the priority, and that changes what is due: a few rounds, never more.
        for (var round = 0; round < MaxRounds; round++)
        {
            var before = ticket.Sla;
            var (due, after) = book.Escalate(ticket, book.Judge(ticket, now, customer), now);
            if (after.Equals(before)) break;
            foreach (var transition in SlaEngine.Transitions(before, after, now)) ticket = unit.Append(ticket.Id, ticket, Actor.Clock, now, transition with { PolicyId = after.PolicyId });
            ticket = unit.Append(ticket.Id, ticket, Actor.Clock, now, new SlaJudged(after));
            if (due.Count == 0) break;
            var policy = new Actor(ActorKind.Rule, after.PolicyId, book.Policies.First(p => p.Id == after.PolicyId).Name);
            foreach (var step in due)
            {
                ticket = Escalating.Take(step, ticket, policy, references, unit, now);
                if (step.Step.Actions.FirstOrDefault(action => action is { Kind: EscalationKind.HandOver, AtLeast: not null }) is { AtLeast: { } atLeast })
                    ticket = await Router.ToSeniorsAsync(ticket, atLeast, ticket.AssigneeId, policy, "escalated", unit, now);
            }
        }

        return ticket;
    }
}
