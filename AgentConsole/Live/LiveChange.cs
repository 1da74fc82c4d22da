namespace AgentConsole.Live;

/// <summary>One journal row as watchers hear of it: never an entity.</summary>
/// <param name="Seq">Its number in the journal: global, increasing, without holes.</param>
/// <param name="TicketId">The ticket it is about.</param>
/// <param name="Kinds">What changed, a bit set that the feature which wrote the row gives meaning to (<c>TicketChanges</c>).</param>
public readonly record struct LiveChange(long Seq, long TicketId, ulong Kinds);

/// <summary>What a subscriber hears at one waking: each ticket once, its kinds merged.</summary>
/// <param name="UpTo">Every change up to this sequence is in this batch, in an earlier one, or in the snapshot.</param>
/// <param name="Changes">Ticket id → kinds, merged.</param>
/// <param name="Gap">True where something was missed (the feed was cut off): take a fresh snapshot.</param>
public sealed record LiveBatch(long UpTo, IReadOnlyDictionary<long, ulong> Changes, bool Gap);

/// <summary>How sure a screen can be of what it shows.</summary>
public enum LiveState { Live, CatchingUp, Stale }
