using AgentConsole.Desk;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Bench.Seed;

/// <summary>Makes plausible tickets one after another, each with the journal that explains it.</summary>
/// <param name="now">The instant they stand at.</param>
internal sealed class TicketMaker(DateTimeOffset now)
{
    private static readonly string[] Subjects =
    [
        "Where is my parcel?", "The invoice shows the wrong address", "I can't sign in any more", "Please cancel order {0}", "The zip of the jacket broke",
        "How do I change my delivery date?", "Refund for order {0} has not arrived", "Two items missing from order {0}", "The app crashes when I pay", "Warranty question",
    ];

    private static readonly SlaBook Book = SlaBook.Of([], []);

    private static readonly TimeSpan UrgentAmount = Book.Policies[^1].PromiseOf(SlaTarget.FirstResponse, PriorityLevel.UrgentId)!.Amount;

    private readonly Random _dice = new(20261122);

    public Counters Counters { get; } = new();

    public MadeTicket Next(bool resolved) => Make(now - TimeSpan.FromMinutes(_dice.Next(20, 60 * 24 * 5)), resolved, overdueAt: null);

    /// <summary>An urgent ticket that nobody has answered, at risk, and judged as the default policy does.</summary>
    public MadeTicket NextOverdueAt(DateTimeOffset instant) => Make(instant - UrgentAmount, resolved: false, instant);

    /// <summary>A ticket of last year, closed, twenty to a customer: the row alone, without messages and journal, which nothing that looks at views reads.</summary>
    public (Customer? Customer, Ticket Ticket) Closed()
    {
        var (id, created) = (++Counters.TicketId, now - TimeSpan.FromDays(30 + _dice.Next(365)));
        var customer = id % 20 == 1 ? new Customer { Id = ++Counters.CustomerId, Name = $"Customer {Counters.CustomerId}", CreatedAt = created } : null;
        var subject = Subjects[_dice.Next(Subjects.Length)].Replace("{0}", $"{100_000 + id}", StringComparison.Ordinal);
        return (customer, new Ticket
        {
            Id = id,
            Subject = subject,
            Status = TicketStatus.Closed,
            CustomerId = Counters.CustomerId,
            AssigneeId = 1 + _dice.Next(DeskSeed.Agents),
            TeamId = 1 + _dice.Next(DeskSeed.Teams),
            CreatedAt = created,
            UpdatedAt = created,
            LastMessageAt = created,
            LastMessagePreview = $"{subject} I have waited for two days and nobody told me anything.",
            FirstResponseAt = created,
            ClosedAt = created,
            Sla = Standing(created, resolved: true),
        });
    }

    private MadeTicket Make(DateTimeOffset created, bool resolved, DateTimeOffset? overdueAt)
    {
        var (id, customerId) = (++Counters.TicketId, ++Counters.CustomerId);
        var customer = new Customer
        {
            Id = customerId,
            Name = $"Customer {customerId}",
            Email = $"customer{customerId}@example.org",
            CreatedAt = created,
            Tier = (CustomerTier)(_dice.Next(10) switch { < 6 => 0, < 8 => 1, 8 => 2, _ => 3 }),
            IsVip = _dice.Next(20) == 0,
        };
        var subject = Subjects[_dice.Next(Subjects.Length)].Replace("{0}", $"{100_000 + id}", StringComparison.Ordinal);
        var priority = overdueAt is not null ? PriorityLevel.UrgentId : _dice.Next(20) switch { < 4 => PriorityLevel.LowId, < 14 => PriorityLevel.NormalId, < 19 => PriorityLevel.HighId, _ => PriorityLevel.UrgentId };
        var by = Actor.Customer(customerId, customer.Name);
        var journal = new List<JournalRow>(6);
        Ticket? ticket = null;
        Apply(by, created, new TicketOpened(subject, TicketChannel.Chat, customerId, priority, 1 + _dice.Next(DeskSeed.Teams), null, null));
        Apply(by, created, new CustomerWrote(++Counters.MessageId, $"{subject} I have waited for two days and nobody told me anything."));
        var message = new Message
        {
            Id = Counters.MessageId,
            TicketId = id,
            Seq = Counters.Seq,
            Kind = MessageKind.Public,
            AuthorKind = ActorKind.Customer,
            AuthorId = customerId,
            AuthorName = customer.Name,
            Text = ticket!.LastMessagePreview,
            At = created,
            ClientId = $"seed-{id:00000000}-0000-0000-0000-000000000000",
        };
        if (_dice.Next(4) > 0) Apply(Actor.System, created, new AssigneeChanged(null, 1 + _dice.Next(DeskSeed.Agents), null));
        var status = overdueAt is not null ? TicketStatus.New : resolved ? TicketStatus.Resolved : _dice.Next(10) switch { < 2 => TicketStatus.Open, < 4 => TicketStatus.Pending, 4 => TicketStatus.OnHold, _ => TicketStatus.New };
        if (status != TicketStatus.New) Apply(Actor.System, created, new StatusChanged(TicketStatus.New, status, null));
        Apply(Actor.Clock, created, new SlaJudged(overdueAt is { } instant ? Book.Judge(ticket, instant - TimeSpan.FromMinutes(1)) : Standing(created, resolved)));
        return new MadeTicket(customer, new CustomerIdentity { Kind = IdentityKind.Visitor, Value = $"seed-{customerId}", CustomerId = customerId }, ticket, message, journal);

        void Apply(Actor actor, DateTimeOffset at, TicketEvent what)
        {
            var entry = new JournalEntry(++Counters.Seq, id, at, actor, what);
            journal.Add(TicketJournal.Row(entry));
            ticket = TicketHistory.Apply(ticket, entry);
        }
    }

    /// <summary>Eight of ten on track, one at risk, one breached; no transition within the next two hours, so that only the bench changes anything.</summary>
    private TicketSla Standing(DateTimeOffset created, bool resolved)
    {
        if (resolved) return new TicketSla(1, 1, [new(SlaTarget.FirstResponse, SlaState.Met, created, null, now, now, null), new(SlaTarget.FirstResolution, SlaState.Met, created, null, now, now, null)]);
        var (state, atRisk, due) = _dice.Next(10) switch
        {
            0 => (SlaState.Breached, created + TimeSpan.FromMinutes(5), now - TimeSpan.FromMilliseconds(_dice.Next(1, 60 * 60 * 1000))),
            1 => (SlaState.AtRisk, now - TimeSpan.FromMinutes(5), now + TimeSpan.FromMilliseconds(_dice.Next(2 * 60 * 60 * 1000, 3 * 60 * 60 * 1000))),
            _ => (SlaState.OnTrack, now + TimeSpan.FromHours(4), now + TimeSpan.FromMilliseconds(_dice.Next(5 * 60 * 60 * 1000, 72 * 60 * 60 * 1000))),
        };
        var later = now + TimeSpan.FromHours(96);
        return new TicketSla(1, 1,
        [
            new(SlaTarget.FirstResponse, state, created, atRisk, due, null, null),
            new(SlaTarget.FirstResolution, SlaState.OnTrack, created, later - TimeSpan.FromHours(12), later, null, null),
        ]);
    }
}
