using System.Collections.Immutable;
using AgentConsole.Common;
using AgentConsole.Sites;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;

namespace AgentConsole.Channels.Chat;

/// <summary>How a visitor's conversation stands: the newest of the customer's chat tickets, and the seen marks over all of them.</summary>
/// <param name="Rate">The resolution that the visitor may rate, as a number that says nothing else; null where nothing is asked.</param>
internal sealed record RoomState(long? TicketId, int Version, TicketStatus Status, long SeenByAgent, long SeenByCustomer, long? Rate = null)
{
    public static RoomState Empty { get; } = new(null, 0, TicketStatus.New, 0, 0);

    /// <summary>What the visitor is told of it: our own queues and spam judgements stay ours.</summary>
    public string StatusName => TicketId is null ? "none" : Status switch
    {
        TicketStatus.New or TicketStatus.Open or TicketStatus.OnHold => "open",
        TicketStatus.Pending => "pending",
        TicketStatus.Resolved => "resolved",
        _ => "closed",
    };

    /// <summary>True where the visitor's next message begins another conversation.</summary>
    public bool BeginsAnew => StatusName is "none" or "closed";

    /// <summary>Takes in a ticket as somebody read it. Readers may overtake each other, so an older version changes no status.</summary>
    public RoomState With(RoomTicket ticket)
    {
        var seen = this with { SeenByAgent = Math.Max(SeenByAgent, ticket.SeenByAgent), SeenByCustomer = Math.Max(SeenByCustomer, ticket.SeenByCustomer) };
        if (ticket.MergedIntoId is { } into)
        {
            // The conversation goes on there; how that one stands is told by itself.
            return ticket.Id != TicketId ? seen : seen with { TicketId = into, Version = 0, Status = TicketStatus.Open, Rate = null };
        }

        var isNews = TicketId is null || ticket.Id > TicketId || (ticket.Id == TicketId && ticket.Version >= Version);
        return isNews ? seen with { TicketId = ticket.Id, Version = ticket.Version, Status = ticket.Status, Rate = ticket.Rate } : seen;
    }
}

/// <summary>What a room needs to know of a ticket.</summary>
/// <param name="MergedIntoId">Where its conversation goes on; null where that is itself.</param>
internal sealed record RoomTicket(long Id, int Version, TicketStatus Status, long SeenByAgent, long SeenByCustomer, long? Rate = null, long? MergedIntoId = null)
{
    public static RoomTicket Of(Ticket ticket, LifeCatalog life) => Of(
        new RoomRow(ticket.Id, ticket.Version, ticket.Status, ticket.SeenByAgentSeq, ticket.SeenByCustomerSeq, ticket.TeamId, ticket.ResolvedAt, ticket.ScoreFor, ticket.Ending, ticket.MergedIntoId), life);

    public static RoomTicket Of(RoomRow row, LifeCatalog life) => new(
        row.Id, row.Version, row.Status, row.SeenByAgent, row.SeenByCustomer,
        LifeRules.MayBeRated(row.Status, row.ResolvedAt, row.ScoreFor, row.Ending, life.PolicyOf(row.TeamId)) ? row.ResolvedAt!.Value.ToUnixTimeMilliseconds() : null,
        row.MergedIntoId);
}

/// <summary>The columns that a <see cref="RoomTicket"/> is made of.</summary>
internal sealed record RoomRow(
    long Id, int Version, TicketStatus Status, long SeenByAgent, long SeenByCustomer, long? TeamId, DateTimeOffset? ResolvedAt, DateTimeOffset? ScoreFor, TicketEnding Ending, long? MergedIntoId = null);

/// <summary>One visitor with all connections to this node. Reaches the visitor's own tickets and no other.</summary>
internal sealed class ChatRoom(string visitorId, KnownSite site, TokenBucket messages)
{
    private readonly Lock _gate = new();
    private IDisposable? _signals;

    public string VisitorId => visitorId;

    public KnownSite Site => site;

    /// <summary>What the visitor may send, over all connections.</summary>
    public TokenBucket Messages => messages;

    public ImmutableArray<ChatSession> Sessions { get; private set; } = [];

    public long? CustomerId { get; private set; }

    public string CustomerName { get; private set; } = "";

    /// <summary>What the site has signed of the visitor; null where it has not, or not to this process yet.</summary>
    public ChatPerson? Person { get; set; }

    /// <summary>It is known where the visitor can be answered by mail.</summary>
    public bool HasAddress { get; set; }

    public RoomState State { get; private set; } = RoomState.Empty;

    /// <summary>The tickets of the visitor that were heard of here.</summary>
    public ImmutableArray<long> TicketIds { get; private set; } = [];

    /// <summary>Adds a connection where there is room for it.</summary>
    public bool TryEnter(ChatSession session, int most)
    {
        lock (_gate)
        {
            if (Sessions.Contains(session)) return true;
            if (Sessions.Length >= most) return false;
            Sessions = Sessions.Add(session);
            return true;
        }
    }

    /// <summary>True where it was the last one.</summary>
    public bool Leave(ChatSession session)
    {
        lock (_gate)
        {
            Sessions = Sessions.Remove(session);
            return Sessions.IsEmpty;
        }
    }

    public void Know(long customerId, string name)
    {
        lock (_gate) (CustomerId, CustomerName) = (customerId, name);
    }

    /// <summary>Takes in what is known of a ticket now; returns the state before and after.</summary>
    public (RoomState Before, RoomState After) See(RoomTicket ticket)
    {
        lock (_gate)
        {
            var before = State;
            State = before.With(ticket);
            if (!TicketIds.Contains(ticket.Id)) TicketIds = TicketIds.Add(ticket.Id);
            if (ticket.MergedIntoId is { } into && !TicketIds.Contains(into)) TicketIds = TicketIds.Add(into);
            return (before, State);
        }
    }

    /// <summary>Listens to what passes by on the current ticket (typing), and to nothing else any more.</summary>
    public void Listen(IDisposable? signals)
    {
        IDisposable? before;
        lock (_gate) (before, _signals) = (_signals, signals);
        before?.Dispose();
    }
}
