using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Sla;

/// <summary>The policies and calendars in force, read once and never changed: a change makes another book.</summary>
/// <param name="Policies">In the order in which they are asked; the default last.</param>
/// <param name="Calendars">By id.</param>
public sealed record SlaBook(IReadOnlyList<SlaPolicy> Policies, IReadOnlyDictionary<int, BusinessCalendar> Calendars)
{
    private readonly CompiledCondition?[] _conditions =
        [.. Policies.Select(policy => policy.When is null or AllOf { Of.Count: 0 } ? null : CompiledCondition.Of(policy.When))];

    // Of two calendars that name one team the first stands: the page that saves them lets none.
    private readonly Dictionary<long, BusinessCalendar> _ofTeams =
        Calendars.Values.Where(c => !c.IsRetired).OrderBy(c => c.Id).SelectMany(c => c.TeamIds.Select(team => (Team: team, Calendar: c))).DistinctBy(c => c.Team).ToDictionary(c => c.Team, c => c.Calendar);

    /// <summary>Goes up with each change of a policy or calendar that is stored; 0 where none is.</summary>
    public long Number { get; init; }

    /// <summary>What policies are called by id, retired ones too: they made promises of which figures still tell.</summary>
    public IReadOnlyDictionary<int, string> PolicyNames { get; private init; } = Policies.DistinctBy(policy => policy.Id).ToDictionary(policy => policy.Id, policy => policy.Name);

    /// <summary>The calendars that something can count by, in order of their numbers.</summary>
    public IEnumerable<BusinessCalendar> OpenCalendars => Calendars.Values.Where(calendar => !calendar.IsRetired).OrderBy(calendar => calendar.Id);

    /// <summary>True where picking a policy asks about the customer.</summary>
    public bool ReadsCustomer => Array.Exists(_conditions, condition => condition is { ReadsCustomer: true });

    /// <summary>A book of what is given: ordered, without what is retired, with the built-in default where there is none.</summary>
    public static SlaBook Of(IEnumerable<SlaPolicy> policies, IEnumerable<BusinessCalendar> calendars, long number = 0)
    {
        policies = [.. policies];
        var byId = calendars.ToDictionary(c => c.Id);
        byId.TryAdd(SlaDefaults.CalendarId, SlaDefaults.Calendar());
        var ordered = policies.Where(p => !p.IsRetired && byId.ContainsKey(p.CalendarId))
            .OrderBy(p => p.IsDefault).ThenBy(p => p.Order).ThenBy(p => p.Id).ToList();
        if (ordered is not [.., { IsDefault: true }]) ordered.Add(SlaDefaults.Policy());
        return new SlaBook(ordered, byId) { Number = number, PolicyNames = policies.Concat(ordered).DistinctBy(policy => policy.Id).ToDictionary(policy => policy.Id, policy => policy.Name) };
    }

    /// <summary>The first policy that fits a ticket; the default fits all.</summary>
    /// <param name="customer">Whose ticket it is; may be null where <see cref="ReadsCustomer"/> is false.</param>
    public SlaPolicy PolicyFor(Ticket ticket, Customer? customer, DateTimeOffset now)
    {
        ConditionFacts? facts = null;
        for (var i = 0; i < _conditions.Length; i++)
        {
            if (_conditions[i] is not { } condition || condition.Fits(facts ??= new ConditionFacts(ticket, customer, now))) return Policies[i];
        }

        return Policies[^1];
    }

    public BusinessCalendar CalendarOf(SlaPolicy policy) => Calendars[policy.CalendarId];

    /// <summary>What a policy counts a ticket by: the hours of its team where the policy says so and the team keeps some, else the policy's own.</summary>
    public BusinessCalendar CalendarOf(SlaPolicy policy, Ticket ticket) =>
        policy.UseTeamCalendar && ticket.TeamId is { } team && _ofTeams.TryGetValue(team, out var own) ? own : CalendarOf(policy);

    /// <summary>The hours that a team keeps, or else those of the default policy.</summary>
    public BusinessCalendar HoursOf(long? teamId) => teamId is { } team && _ofTeams.TryGetValue(team, out var own) ? own : CalendarOf(Policies[^1]);

    /// <summary>How a ticket stands at an instant by the policy that fits it.</summary>
    public TicketSla Judge(Ticket ticket, DateTimeOffset now, Customer? customer = null)
    {
        var policy = PolicyFor(ticket, customer, now);
        return SlaEngine.Judge(policy, CalendarOf(policy, ticket), ticket, now);
    }

    /// <summary>The escalation's steps that have come for a ticket just judged: <see cref="SlaEngine.Escalate"/> by the policy that judged.</summary>
    public (IReadOnlyList<DueEscalation> Due, TicketSla Sla) Escalate(Ticket ticket, TicketSla judged, DateTimeOffset now)
    {
        var policy = Policies.First(p => p.Id == judged.PolicyId);
        return SlaEngine.Escalate(policy, CalendarOf(policy, ticket), ticket.PriorityId, ticket.Sla, judged, now);
    }

    /// <summary>Why each target of a ticket is due when it is. Nothing for one that another version of the policy judged and that was not judged again since.</summary>
    public IReadOnlyList<SlaExplanation> Explain(Ticket ticket)
    {
        var policy = Policies.FirstOrDefault(p => p.Id == ticket.Sla.PolicyId && p.Version == ticket.Sla.PolicyVersion);
        if (policy is null) return [];
        return [.. ticket.Sla.Targets.Select(t => SlaExplanation.Of(policy, CalendarOf(policy, ticket), ticket, t)).OfType<SlaExplanation>()];
    }
}
