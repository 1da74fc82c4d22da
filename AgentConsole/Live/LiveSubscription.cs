using System.Threading.Channels;

namespace AgentConsole.Live;

/// <summary>
/// One watcher's set of dirty tickets. Repeats merge, nothing is lost, memory is bounded: past <see cref="MaxDirty"/> tickets the set
/// becomes a gap, which asks for a fresh snapshot. The first change after quiet is told at once, those that follow as the
/// <see cref="Pacer"/> says. One reader.
/// </summary>
public sealed class LiveSubscription : IDisposable
{
    public const int MaxDirty = 4096;

    private readonly LiveFeed _feed;
    private readonly Pacer? _pacer;
    private readonly Lock _gate = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private Dictionary<long, ulong> _dirty = [];
    private long _upTo;
    private bool _gap;

    internal LiveSubscription(LiveFeed feed, Pacer? pacer, long startSeq) =>
        (_feed, _pacer, StartSeq, _upTo) = (feed, pacer, startSeq, startSeq);

    /// <summary>Every change after this sequence will be told.</summary>
    public long StartSeq { get; }

    /// <summary>Waits for changes and takes them all.</summary>
    /// <exception cref="ChannelClosedException">The subscription was disposed.</exception>
    public async ValueTask<LiveBatch> NextAsync(CancellationToken cancellationToken)
    {
        _pacer?.Handled();
        await _bell.Reader.ReadAsync(cancellationToken);
        if (_pacer is not null) await _pacer.WaitAsync(cancellationToken);
        lock (_gate)
        {
            var batch = new LiveBatch(_upTo, _dirty, _gap);
            (_dirty, _gap) = ([], false);
            // What rang while we waited is in this batch; what comes later rings anew.
            _bell.Reader.TryRead(out _);
            return batch;
        }
    }

    public void Dispose()
    {
        _feed.Remove(this);
        _bell.Writer.TryComplete();
    }

    /// <summary>Wakes the reader though nothing was journalled (its own wishes changed).</summary>
    public void Ring() => _bell.Writer.TryWrite(true);

    internal void Mark(ReadOnlySpan<LiveChange> changes, long upTo)
    {
        lock (_gate)
        {
            _upTo = upTo;
            if (!_gap)
            {
                foreach (var change in changes)
                {
                    ref var kinds = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_dirty, change.TicketId, out _);
                    kinds |= change.Kinds;
                }

                if (_dirty.Count > MaxDirty) (_dirty, _gap) = ([], true);
            }

            Ring();
        }
    }

    internal void MarkGap(long upTo)
    {
        lock (_gate)
        {
            (_upTo, _dirty, _gap) = (upTo, [], true);
            Ring();
        }
    }
}
