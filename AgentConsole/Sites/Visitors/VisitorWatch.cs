using System.Threading.Channels;

namespace AgentConsole.Sites.Visitors;

/// <summary>One screen's view of who is on the sites: everybody, again after something changed, and never twice within a while, however much happens.</summary>
public sealed class VisitorWatch : IDisposable
{
    /// <summary>Nobody reads faster.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly VisitorBoard _board;
    private readonly TimeProvider _time;
    private long _told;
    private int _ended;

    public VisitorWatch(VisitorBoard board, TimeProvider time)
    {
        (_board, _time) = (board, time);
        board.Changed += Ring;
        board.Watched(on: true);
        Ring();
    }

    /// <summary>The list as it is now at first, and then whenever it has changed.</summary>
    public async ValueTask<IReadOnlyList<SiteVisitor>> NextAsync(CancellationToken cancellationToken)
    {
        await _bell.Reader.ReadAsync(cancellationToken);
        if (_told != 0)
        {
            var rest = Pace - _time.GetElapsedTime(_told);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, _time, cancellationToken);
        }

        _told = _time.GetTimestamp();
        // What rang meanwhile is in what is read now.
        _bell.Reader.TryRead(out _);
        return _board.All;
    }

    public void Dispose()
    {
        _board.Changed -= Ring;
        if (Interlocked.Exchange(ref _ended, 1) == 0) _board.Watched(on: false);
    }

    private void Ring() => _bell.Writer.TryWrite(true);
}
