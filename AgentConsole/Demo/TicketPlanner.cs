using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Demo;

/// <summary>What the stories may name, by id.</summary>
internal sealed record DemoCast(
    IReadOnlyList<AgentInfo> Staff, IReadOnlyDictionary<string, long> Teams, IReadOnlyDictionary<string, long> Tags, long SiteId, SlaBook Book)
{
    /// <summary>The company's own status for what waits at the carrier.</summary>
    public int CarrierStatus { get; init; }

    /// <summary>Those who answer for a team, supervisors too.</summary>
    public IReadOnlyList<AgentInfo> Of(string team) => [.. Staff.Where(agent => agent.TeamIds.Contains(Teams[team]))];

    public AgentInfo Supervisor => Staff.First(agent => agent.Role == AgentRole.Supervisor);

    public BusinessCalendar Calendar { get; } = Book.CalendarOf(Book.Policies[^1]);

    public TimeSpan ResponseTime(DemoCustomer customer, int priorityId) => PromiseOf(customer, priorityId)?.Amount ?? TimeSpan.FromHours(4);

    public bool InBusinessTime(DemoCustomer customer, int priorityId) => PromiseOf(customer, priorityId)?.InBusinessTime ?? true;

    private SlaPromise? PromiseOf(DemoCustomer customer, int priorityId) =>
        (DemoPolicies.IsForVip(customer) ? Book.Policies[0] : Book.Policies[^1]).PromiseOf(SlaTarget.FirstResponse, priorityId);
}

/// <summary>Draws the stories of all tickets: who wrote, what, when, and how far it has come by now. Pure: the seed, the cast and the instant decide.</summary>
internal sealed class TicketPlanner
{
    /// <summary>How many tickets have come how far.</summary>
    private static readonly (Fate Fate, int Count)[] _fates =
        [(Fate.Fresh, 18), (Fate.Waiting, 32), (Fate.Answered, 28), (Fate.OnHold, 12), (Fate.Resolved, 38), (Fate.Closed, 46), (Fate.Spam, 8)];

    private static readonly string[] _files = ["en", "sl", "ar", "spam"];

    private static readonly string[] _again =
    [
        "Hello again. I'm afraid it has happened a second time, exactly as before. Could you reopen this for me?",
        "One more question about this: does the same apply to the second order I placed last week?",
        "Sorry to come back to it, but the confirmation you promised never arrived. Could you send it again?",
    ];

    private readonly DemoCast _cast;
    private readonly DateTimeOffset _now;
    private readonly Dice _dice;
    private readonly DemoCustomers _customers;

    public TicketPlanner(DemoCast cast, DateTimeOffset now, int seed)
    {
        (_cast, _now, _dice) = (cast, now, new Dice(seed));
        _customers = new DemoCustomers(_dice);
    }

    /// <summary>The tags that stories carry.</summary>
    public static IReadOnlyList<string> Tags => [.. _files.SelectMany(ScriptReader.Load).SelectMany(script => script.Tags)];

    public IReadOnlyList<TicketPlan> Draw()
    {
        var spam = new Deck<Script>(_dice, ScriptReader.Load("spam"));
        var talks = new Deck<Script>(_dice, [.. _files.Where(file => file != "spam").SelectMany(ScriptReader.Load)]);
        var plans = new List<TicketPlan>();
        foreach (var (fate, count) in _fates)
        {
            for (var i = 0; i < count; i++) plans.Add(Story(fate == Fate.Spam ? spam.Next() : talks.Next(), fate, i));
        }

        plans.AddRange(plans.Where(plan => plan.Customer.Language == "en" && plan.ClosedAt < _now.AddDays(-2)).Take(_again.Length).Select(ComesBack).ToList());
        return plans;
    }

    /// <summary>A customer writes again after the ticket was closed, which opens a follow-up.</summary>
    private TicketPlan ComesBack(TicketPlan closed, int index)
    {
        var at = _cast.Calendar.Before(_now, TimeSpan.FromMinutes(20 + 30 * index));
        return new TicketPlan(closed.Customer, closed.Channel, at, by => new CustomerWrites(by, closed.Channel, _again[index]), []);
    }

    private TicketPlan Story(Script script, Fate fate, int index)
    {
        var channel = _dice.Pick(script.Channels);
        var customer = _customers.Take(script.Language, channel);
        return new StoryTeller(_cast, _dice, script, channel, customer, _now).Tell(fate, index);
    }

    /// <summary>Deals everything once before anything twice.</summary>
    private sealed class Deck<T>(Dice dice, IReadOnlyList<T> all)
    {
        private readonly Queue<T> _left = new();

        public T Next()
        {
            if (_left.Count == 0) foreach (var one in dice.Shuffle(all)) _left.Enqueue(one);
            return _left.Dequeue();
        }
    }
}
