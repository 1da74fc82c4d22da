using System.Collections.Concurrent;
using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Live;

namespace AgentConsole.Tickets.Chats;

/// <summary>Whether the customer of a chat is there. Unknown: was not heard of since this node was started.</summary>
public enum Attendance { Unknown = 0, Here = 1, Left = 2 }

/// <summary>How a chat's customer came and went.</summary>
/// <param name="At">Since when it is so.</param>
/// <param name="IsBack">They are here, and had left before.</param>
public readonly record struct Coming(Attendance Attendance, DateTimeOffset At, bool IsBack = false);

/// <summary>
/// Which customers are in their chat now, by ticket: from signals of the nodes that they are connected to, the last word counts. Nothing of it is stored, and only tickets whose
/// customers were here since the start have an entry.
/// </summary>
public sealed class AttendanceBoard(LiveSignals signals, TimeProvider time) : IHostedService, IDisposable
{
    /// <summary>On which nodes tell each other; the kind is <see cref="Here"/> or <see cref="Left"/>, the body the ticket's number.</summary>
    public const string Topic = "visitors.talk";

    public const string Here = "here", Left = "left";

    /// <summary>Whoever left so long ago is not worth a mark any more.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<long, Coming> _comings = new();
    private IDisposable? _listening;
    private DateTimeOffset _cleared = time.Instant();

    /// <summary>A ticket's customer came or left. Handlers must be quick.</summary>
    public event Action<long>? Changed;

    public Coming Of(long ticketId) =>
        _comings.TryGetValue(ticketId, out var coming) && (coming.Attendance == Attendance.Here || time.Instant() - coming.At < Remembered) ? coming : default;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listening = signals.Subscribe(Topic, Hear);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _listening?.Dispose();

    private void Hear(LiveSignal signal)
    {
        if (!long.TryParse(signal.Json, NumberStyles.None, CultureInfo.InvariantCulture, out var ticketId)) return;
        var now = time.Instant();
        var before = _comings.GetValueOrDefault(ticketId);
        var next = signal.Kind switch
        {
            Here when before.Attendance != Attendance.Here => new Coming(Attendance.Here, now, before.Attendance == Attendance.Left),
            Left when before.Attendance == Attendance.Here => new Coming(Attendance.Left, now),
            _ => before,
        };
        if (next == before) return;
        _comings[ticketId] = next;
        Changed?.Invoke(ticketId);
        if (now - _cleared < Remembered) return;
        _cleared = now;
        foreach (var (id, coming) in _comings)
        {
            if (coming.Attendance == Attendance.Left && now - coming.At >= Remembered) _comings.TryRemove(new KeyValuePair<long, Coming>(id, coming));
        }
    }
}
