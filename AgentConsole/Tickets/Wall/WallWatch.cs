using System.Threading.Channels;
using AgentConsole.Live;

namespace AgentConsole.Tickets.Wall;

/// <summary>One screen. One reader.</summary>
public sealed class WallWatch : IAsyncDisposable
{
    private readonly WallFeed _feed;
    private readonly Pacer _pacer;
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    internal WallWatch(WallFeed feed, Pacer pacer)
    {
        (_feed, _pacer) = (feed, pacer);
        Ring();
    }

    /// <summary>The snapshot at the first call; later the figures after something changed.</summary>
    /// <exception cref="ChannelClosedException">The watch was disposed.</exception>
    public async ValueTask<WallUpdate> NextAsync(CancellationToken cancellationToken)
    {
        _pacer.Handled();
        await _bell.Reader.ReadAsync(cancellationToken);
        await _pacer.WaitAsync(cancellationToken);
        _bell.Reader.TryRead(out _);
        return await _feed.UpdateAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _feed.Leave(this);
        _bell.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    internal void Ring() => _bell.Writer.TryWrite(true);
}
