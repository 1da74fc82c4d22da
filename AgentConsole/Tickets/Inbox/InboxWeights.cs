using AgentConsole.People;

namespace AgentConsole.Tickets.Inbox;

/// <summary>What brings a ticket forward in the weighted order.</summary>
public enum BoostKind { Priority, Tier, Vip, Waiting }

/// <summary>One reason, and by how much.</summary>
public sealed record Boost(BoostKind Kind, TimeSpan By);

/// <summary>Why a ticket stands where it does in the weighted order.</summary>
/// <param name="From">The instant it is due, or where nothing is due the end of the longest wait; null where neither is.</param>
/// <param name="At">That instant brought forward: the ticket's place. Null where <paramref name="From"/> is.</param>
public sealed record WeightedPlace(DateTimeOffset? From, DateTimeOffset? At, IReadOnlyList<Boost> Boosts)
{
    /// <summary>How much earlier it stands than its instant alone would have it.</summary>
    public TimeSpan Forward => From is { } from && At is { } at ? from - at : TimeSpan.Zero;
}

/// <summary>
/// The weighted order's key: the due instant brought forward by named boosts. It is made of instants and of what the ticket is, never of the time it is now, so
/// nothing is sorted again because a second went by, and the place explains itself. Pure.
/// </summary>
public sealed class InboxWeights(WeightOptions options, Func<int, string> priorityName)
{
    /// <summary>The key, in Unix milliseconds; <see cref="TicketFacts.Never"/> where nothing is due and nobody waits.</summary>
    internal long KeyOf(long dueAt, long waitingSince, int priorityId, CustomerTier tier, bool isVip)
    {
        var from = Math.Min(dueAt, EndOfWait(waitingSince));
        return from == TicketFacts.Never ? TicketFacts.Never : from - Milliseconds(ByPriority(priorityId) + ByTier(tier) + ByVip(isVip));
    }

    /// <summary>The same key with its reasons, the weightiest kind first as they are listed.</summary>
    public WeightedPlace Explain(InboxRow row)
    {
        var boosts = new List<Boost>();
        Add(BoostKind.Priority, ByPriority(row.PriorityId));
        Add(BoostKind.Tier, ByTier(row.CustomerTier));
        Add(BoostKind.Vip, ByVip(row.CustomerIsVip));
        var endOfWait = row.WaitingSince + options.LongestWait;
        if ((row.DueAt ?? endOfWait) is not { } from) return new WeightedPlace(null, null, []);
        if (endOfWait is { } end) Add(BoostKind.Waiting, from - end);
        return new WeightedPlace(from, from - boosts.Aggregate(TimeSpan.Zero, (sum, boost) => sum + boost.By), boosts);

        void Add(BoostKind kind, TimeSpan by)
        {
            if (by > TimeSpan.Zero) boosts.Add(new Boost(kind, by));
        }
    }

    private long EndOfWait(long waitingSince) => waitingSince == TicketFacts.Never ? TicketFacts.Never : waitingSince + Milliseconds(options.LongestWait);

    private TimeSpan ByPriority(int id) => options.PriorityBoost.GetValueOrDefault(priorityName(id));

    private TimeSpan ByTier(CustomerTier tier) => options.TierBoost.GetValueOrDefault(tier.ToString());

    private TimeSpan ByVip(bool isVip) => isVip ? options.VipBoost : TimeSpan.Zero;

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}
