using System.Collections.Frozen;
using AgentConsole.Common;

namespace AgentConsole.People;

/// <summary>Who is there, as every screen shows it: from the circuits connected here and from what other nodes say.</summary>
public sealed class PresenceBoard(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, Signs> _signs = [];
    private volatile FrozenDictionary<long, Presence> _shown = FrozenDictionary<long, Presence>.Empty;

    /// <summary>Somebody's presence changed. Called outside every lock.</summary>
    public event Action? Changed;

    /// <summary>This node's part changed in a way that other nodes should hear of before the next beat.</summary>
    internal event Action? Urgent;

    /// <summary>An agent signed out here; other nodes should hear of it.</summary>
    internal event Action<long>? Left;

    /// <summary>How many are online.</summary>
    public int Online => _shown.Values.Count(presence => presence == Presence.Online);

    public Presence Of(long agentId) => _shown.GetValueOrDefault(agentId);

    /// <summary>The agent's own wish: away while true, online while false. It holds until the next wish.</summary>
    public void SetAway(long agentId, bool away)
    {
        lock (_lock) SignsOf_NeedsLock(agentId).Wish(away, time.Instant());
        Look(urgent: true);
    }

    /// <summary>
    /// The agent signed out: what is disconnected within the grace from now on was left on purpose, so no grace is given, here and on the other nodes.
    /// A screen of theirs that stays connected elsewhere keeps them there.
    /// </summary>
    public void Leave(long agentId)
    {
        HearLeave(agentId);
        Left?.Invoke(agentId);
    }

    /// <summary>The agent signed out on another node.</summary>
    internal void HearLeave(long agentId)
    {
        lock (_lock) SignsOf_NeedsLock(agentId).Leave(time.Instant());
        Look(urgent: false);
    }

    internal void Connected(long agentId, string circuitId)
    {
        bool wasOffline;
        lock (_lock)
        {
            wasOffline = Of(agentId) == Presence.Offline;
            SignsOf_NeedsLock(agentId).Come(circuitId);
        }

        Look(urgent: wasOffline);
    }

    internal void Disconnected(long agentId, string circuitId)
    {
        lock (_lock)
        {
            var signs = SignsOf_NeedsLock(agentId);
            if (!signs.Circuits.Remove(circuitId)) return;
            signs.Silent(time.Instant());
        }

        Look(urgent: false);
    }

    /// <summary>What this node has to say: agents connected here, and wishes made here.</summary>
    internal IReadOnlyList<AgentBeat> Beats(string nodeId)
    {
        var now = time.Instant();
        lock (_lock)
        {
            return [.. _signs.Where(pair => pair.Value.Circuits.Count > 0 || pair.Value.WishedHere)
                .Select(pair => new AgentBeat(pair.Key, nodeId, pair.Value.BeatAt(now) ?? pair.Value.WishAt, pair.Value.Away, pair.Value.WishAt))];
        }
    }

    /// <summary>Takes in what other nodes, and this node's earlier lives, said.</summary>
    internal void Hear(IEnumerable<AgentBeat> beats)
    {
        lock (_lock)
        {
            foreach (var beat in beats)
            {
                var signs = SignsOf_NeedsLock(beat.AgentId);
                signs.Heard(beat.BeatAt);
                signs.HeardWish(beat.Away, beat.WishAt);
            }
        }

        Look(urgent: false);
    }

    /// <summary>Decides again, as time passed; tells where somebody's presence changed.</summary>
    internal void Look() => Look(urgent: false);

    /// <summary>When silence alone will next change somebody's presence; null where it will not.</summary>
    internal DateTimeOffset? NextChangeAt()
    {
        var now = time.Instant();
        lock (_lock) return _signs.Values.Where(signs => signs.Circuits.Count == 0).Min(signs => PresenceRule.OfflineAt(signs.BeatAt(now), now));
    }

    private void Look(bool urgent)
    {
        bool changed;
        lock (_lock)
        {
            var now = time.Instant();
            var fresh = _signs.Select(pair => (pair.Key, Presence: PresenceRule.Decide(pair.Value.BeatAt(now), pair.Value.Away, now)))
                .Where(pair => pair.Presence != Presence.Offline)
                .ToFrozenDictionary(pair => pair.Key, pair => pair.Presence);
            changed = fresh.Count != _shown.Count || fresh.Any(pair => Of(pair.Key) != pair.Value);
            if (changed) _shown = fresh;
        }

        if (urgent) Urgent?.Invoke();
        if (changed) Changed?.Invoke();
    }

    private Signs SignsOf_NeedsLock(long agentId)
    {
        if (!_signs.TryGetValue(agentId, out var signs)) _signs[agentId] = signs = new Signs();
        return signs;
    }

    /// <summary>What is known of one agent.</summary>
    private sealed class Signs
    {
        private DateTimeOffset? _lastHeard;
        private DateTimeOffset _leftAt = DateTimeOffset.UnixEpoch;

        public HashSet<string> Circuits { get; } = new(StringComparer.Ordinal);

        public bool Away { get; private set; }

        public DateTimeOffset WishAt { get; private set; } = DateTimeOffset.UnixEpoch;

        public bool WishedHere { get; private set; }

        /// <summary>A connected screen beats all the time.</summary>
        public DateTimeOffset? BeatAt(DateTimeOffset now) => Circuits.Count > 0 ? now : _lastHeard > _leftAt ? _lastHeard : null;

        public void Come(string circuitId)
        {
            Circuits.Add(circuitId);
            _leftAt = DateTimeOffset.UnixEpoch;
        }

        public void Leave(DateTimeOffset at) => _leftAt = at;

        /// <summary>The last circuit here ended, by a cut or, soon after signing out, by that.</summary>
        public void Silent(DateTimeOffset at)
        {
            if (at - _leftAt >= PresenceRule.Grace) Heard(at);
        }

        public void Heard(DateTimeOffset at) => _lastHeard = _lastHeard > at ? _lastHeard : at;

        public void Wish(bool away, DateTimeOffset at) => (Away, WishAt, WishedHere) = (away, at, true);

        public void HeardWish(bool away, DateTimeOffset at)
        {
            if (at > WishAt) (Away, WishAt, WishedHere) = (away, at, false);
        }
    }
}
