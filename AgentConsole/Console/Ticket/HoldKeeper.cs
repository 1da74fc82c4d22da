using AgentConsole.Tickets;

namespace AgentConsole.Console.Ticket;

/// <summary>Whoever has a ticket open that is held for them keeps it: says so once half of the hold is over, and again after each renewal.</summary>
internal sealed class HoldKeeper : IDisposable
{
    private readonly TimeProvider _time;
    private readonly long _me;
    private readonly ITimer _timer;
    private DateTimeOffset? _until;

    /// <param name="renew">It is time to renew the hold; called on any thread.</param>
    public HoldKeeper(TimeProvider time, long me, Action renew)
    {
        (_time, _me) = (time, me);
        _timer = time.CreateTimer(_ => renew(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The ticket as it is now.</summary>
    public void Follow(Tickets.Ticket ticket)
    {
        var until = ticket.AssigneeId == _me ? ticket.HeldUntil : null;
        if (until == _until) return;
        _until = until;
        var left = (until - _time.GetUtcNow()) * 0.6;
        // A little after the half, which is when the Desk renews it.
        _timer.Change(left is { } wait && wait > TimeSpan.Zero ? wait : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
