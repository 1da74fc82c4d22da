namespace AgentConsole.Live;

/// <summary>
/// The change feed of this node: every journal row once, in order, to everyone who watches. A publisher is never slowed by a watcher:
/// it only marks ids as dirty.
/// </summary>
public sealed class LiveFeed(TimeProvider time)
{
    private readonly Lock _gate = new();
    private LiveSubscription[] _subscribers = [];
    private long _head = -1;
    private LiveState _state = LiveState.CatchingUp;

    /// <summary>The state of the feed changed. Handlers must be quick and must not throw.</summary>
    public event Action? StateChanged;

    /// <summary>Rows were offered that do not follow the last one: the journal has to be read.</summary>
    internal event Action? Behind;

    /// <summary>The last sequence that every watcher was told of; −1 before the feed has started.</summary>
    public long Head => Volatile.Read(ref _head);

    public LiveState State => _state;

    /// <summary>
    /// Registers a watcher. Take the snapshot after this call: what is committed later is in the stream, what is in both is harmless,
    /// because a change only says which ticket to look at again.
    /// </summary>
    /// <param name="paced">False for one that works for many watchers and paces them by itself.</param>
    public LiveSubscription Subscribe(bool paced = true)
    {
        lock (_gate)
        {
            var subscription = new LiveSubscription(this, paced ? new Pacer(time) : null, _head);
            _subscribers = [.. _subscribers, subscription];
            return subscription;
        }
    }

    /// <summary>The feed begins after this sequence.</summary>
    internal void Start(long head)
    {
        lock (_gate) _head = Math.Max(_head, head);
        SetState(LiveState.Live);
    }

    /// <summary>Hands over committed rows, ascending. What was told before is left out; what leaves a hole waits for the journal's tail.</summary>
    internal void Offer(ReadOnlySpan<LiveChange> changes)
    {
        var behind = false;
        lock (_gate)
        {
            while (changes.Length > 0 && changes[0].Seq <= _head) changes = changes[1..];
            if (changes.Length == 0) return;
            if (_head < 0 || changes[0].Seq != _head + 1)
            {
                behind = true;
            }
            else
            {
                _head = changes[^1].Seq;
                foreach (var subscriber in _subscribers) subscriber.Mark(changes, _head);
            }
        }

        if (behind) Behind?.Invoke();
    }

    /// <summary>The journal can no longer be followed row by row: everyone takes a fresh snapshot.</summary>
    internal void Skip(long head)
    {
        lock (_gate)
        {
            if (head <= _head) return;
            _head = head;
            foreach (var subscriber in _subscribers) subscriber.MarkGap(head);
        }
    }

    internal void SetState(LiveState state)
    {
        if (_state == state) return;
        _state = state;
        StateChanged?.Invoke();
    }

    internal void Remove(LiveSubscription subscription)
    {
        lock (_gate) _subscribers = [.. _subscribers.Where(other => other != subscription)];
    }
}
