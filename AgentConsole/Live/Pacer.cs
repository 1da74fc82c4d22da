namespace AgentConsole.Live;

/// <summary>
/// How often one watcher is told. The first change after quiet goes out at once; what follows is gathered for a while that depends on
/// how long the watcher took to handle the last one, so that showing changes takes at most a fifth of its time: from
/// <see cref="Least"/>, which nobody sees, to <see cref="Most"/>, which nobody minds.
/// </summary>
public sealed class Pacer(TimeProvider time)
{
    public static readonly TimeSpan Least = TimeSpan.FromMilliseconds(20);
    public static readonly TimeSpan Most = TimeSpan.FromMilliseconds(100);

    private long _told;
    private bool _toldBefore;
    private TimeSpan _pause = Least;

    /// <summary>The pause that a handling time asks for.</summary>
    public static TimeSpan PauseAfter(TimeSpan handling)
    {
        var pause = handling * 4;
        return pause < Least ? Least : pause > Most ? Most : pause;
    }

    /// <summary>The watcher has handled what it was told last.</summary>
    public void Handled()
    {
        if (_toldBefore) _pause = PauseAfter(time.GetElapsedTime(_told));
    }

    /// <summary>Waits until the watcher may be told again, and notes that it is.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (_toldBefore)
        {
            var rest = _pause - time.GetElapsedTime(_told);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, time, cancellationToken);
        }

        (_told, _toldBefore) = (time.GetTimestamp(), true);
    }
}
