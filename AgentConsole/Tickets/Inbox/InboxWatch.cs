using System.Threading.Channels;
using AgentConsole.Live;

namespace AgentConsole.Tickets.Inbox;

/// <summary>What one watcher sees: its window, its counts, and how sure it can be of them.</summary>
/// <param name="Counted">How many each of the filters holds that it asked to be counted, in their order; null for one that is still being worked out.</param>
public sealed record InboxUpdate(InboxWindow Window, InboxCounts Counts, LiveState State, IReadOnlyList<int?> Counted);

/// <summary>One watcher of the inbox. One reader.</summary>
public sealed class InboxWatch : IAsyncDisposable
{
    private readonly InboxFeed _feed;
    private readonly Pacer _pacer;
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool _first = true;

    internal InboxWatch(InboxFeed feed, Pacer pacer, InboxQuery query, int start, int count) =>
        (_feed, _pacer, Query, Start, Count) = (feed, pacer, query, start, count);

    public InboxQuery Query { get; internal set; }

    public int Start { get; internal set; }

    public int Count { get; internal set; }

    internal SharedWindow? Shared { get; set; }

    /// <summary>It was given the first rows of a view that was still being worked out, and waits for the whole.</summary>
    internal bool HadEarly { get; set; }

    internal InboxWindow? Seen { get; private set; }

    internal InboxCounts? Told { get; set; }

    /// <summary>The filters whose counts are shown beside the window.</summary>
    internal IReadOnlyList<FilterScope> Counting { get; set; } = [];

    internal IReadOnlyList<int?> ToldCounted { get; set; } = [];

    /// <summary>The filter of the window itself.</summary>
    internal FilterScope? Filter { get; set; }

    /// <summary>The snapshot at the first call; later what is shown when it changed, or when another window was asked for.</summary>
    /// <exception cref="ChannelClosedException">The watch was disposed.</exception>
    public async ValueTask<InboxUpdate> NextAsync(CancellationToken cancellationToken)
    {
        _pacer.Handled();
        if (!_first) await _bell.Reader.ReadAsync(cancellationToken);
        // A window that the watcher itself asked for is not made to wait.
        if (!_first && Shared is not null) await _pacer.WaitAsync(cancellationToken);
        _first = false;
        _bell.Reader.TryRead(out _);
        var update = await _feed.UpdateAsync(this, cancellationToken);
        Seen = update.Window;
        return update;
    }

    /// <summary>Asks for another part of the view.</summary>
    public void Move(int start, int count)
    {
        if ((start, count) == (Start, Count)) return;
        _feed.Turn(this, Query, start, count);
        Ring();
    }

    /// <summary>Asks for another view or order.</summary>
    public void Change(InboxQuery query)
    {
        _feed.Turn(this, query, Start, Count);
        Ring();
    }

    /// <summary>The numbers of the whole view's tickets as they are now, in its order.</summary>
    public Task<IReadOnlyList<long>> IdsAsync(int most, CancellationToken cancellationToken) => _feed.IdsAsync(this, most, cancellationToken);

    /// <summary>Asks for how many these filters hold, from now on and instead of those before.</summary>
    public void CountAlso(IReadOnlyList<ViewFilter> filters) => _feed.CountAlso(this, filters);

    public ValueTask DisposeAsync()
    {
        _feed.Leave(this);
        _bell.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    internal void Ring() => _bell.Writer.TryWrite(true);
}

/// <summary>A window that some watchers show, worked out once for all of them.</summary>
internal sealed class SharedWindow(InboxQuery query, InboxScope scope, int start, int count)
{
    public InboxQuery Query { get; } = query;

    public InboxScope Scope { get; set; } = scope;

    public int Start { get; } = start;

    public int Count { get; } = count;

    public int Watchers { get; set; }

    /// <summary>The scope's version that <see cref="Current"/> was worked out from.</summary>
    public long Version { get; set; } = -1;

    public InboxWindow? Current { get; set; }
}
