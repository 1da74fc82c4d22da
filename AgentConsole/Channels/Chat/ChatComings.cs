using System.Collections.Concurrent;
using System.Globalization;
using AgentConsole.Live;
using AgentConsole.Tickets.Chats;

namespace AgentConsole.Channels.Chat;

/// <summary>
/// Says when the customer of a chat has come and when they have left. Left is only who stays away for a while: another page of the same site, a tunnel and a cut are no leaving.
/// Costs nothing for visitors who have never written.
/// </summary>
internal sealed class ChatComings(LiveSignals signals, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    // Here: null. Gone, but not for long enough: the timer that says so.
    private readonly ConcurrentDictionary<long, ITimer?> _here = new();
    private readonly Lock _gate = new();
    private IDisposable? _others;

    /// <summary>Somebody is connected in the ticket's chat, or nobody any more.</summary>
    public void Tell(long ticketId, bool isHere)
    {
        bool isNews;
        lock (_gate)
        {
            _others ??= signals.Subscribe(AttendanceBoard.Topic, Hear);
            isNews = isHere ? Came_NeedsLock(ticketId) : Went_NeedsLock(ticketId);
        }

        if (isNews) Say(AttendanceBoard.Here, ticketId);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _others?.Dispose();
            foreach (var timer in _here.Values) timer?.Dispose();
            _here.Clear();
        }
    }

    private bool Came_NeedsLock(long ticketId)
    {
        var wasHere = _here.TryGetValue(ticketId, out var leaving);
        leaving?.Dispose();
        _here[ticketId] = null;
        return !wasHere;
    }

    private bool Went_NeedsLock(long ticketId)
    {
        if (_here.TryGetValue(ticketId, out var leaving) && leaving is null) _here[ticketId] = time.CreateTimer(_ => Leave(ticketId), null, Grace, Timeout.InfiniteTimeSpan);
        return false;
    }

    private void Leave(long ticketId)
    {
        lock (_gate)
        {
            if (!_here.TryGetValue(ticketId, out var leaving) || leaving is null) return;
            leaving.Dispose();
            _here.TryRemove(ticketId, out _);
        }

        Say(AttendanceBoard.Left, ticketId);
    }

    /// <summary>Another node has lost a customer who has a page open here.</summary>
    private void Hear(LiveSignal signal)
    {
        if (signal.Kind == AttendanceBoard.Left && long.TryParse(signal.Json, NumberStyles.None, CultureInfo.InvariantCulture, out var ticketId)
            && _here.TryGetValue(ticketId, out var leaving) && leaving is null) Say(AttendanceBoard.Here, ticketId);
    }

    private void Say(string kind, long ticketId) => signals.Publish(AttendanceBoard.Topic, kind, ticketId.ToString(CultureInfo.InvariantCulture));
}
