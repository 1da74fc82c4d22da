using System.Collections.Concurrent;

namespace AgentConsole.Live;

/// <summary>Something that matters now and is gone after: typing, looking, presence. Never journalled, at most once.</summary>
public sealed record LiveSignal(string Topic, string Kind, string Json);

/// <summary>Signals between everyone who listens to a topic, on this node and, over PostgreSQL, on the others.</summary>
public sealed partial class LiveSignals(ILogger<LiveSignals> logger)
{
    /// <summary>PostgreSQL's NOTIFY takes less than 8,000 bytes; a signal has to fit with its envelope.</summary>
    public const int MaxJsonLength = 4000;

    private readonly ConcurrentDictionary<string, Action<LiveSignal>[]> _topics = new(StringComparer.Ordinal);

    /// <summary>The wire to the other nodes, where there is one.</summary>
    internal Action<LiveSignal>? Elsewhere { get; set; }

    /// <exception cref="ArgumentException">The JSON is longer than <see cref="MaxJsonLength"/>.</exception>
    public void Publish(string topic, string kind, string json)
    {
        if (json.Length > MaxJsonLength) throw new ArgumentException($"A signal holds at most {MaxJsonLength} characters.", nameof(json));
        var signal = new LiveSignal(topic, kind, json);
        Deliver(signal);
        Elsewhere?.Invoke(signal);
    }

    /// <summary>Handlers must be quick; one that throws is logged and does not harm its neighbours.</summary>
    public IDisposable Subscribe(string topic, Action<LiveSignal> handler)
    {
        _topics.AddOrUpdate(topic, _ => [handler], (_, handlers) => [.. handlers, handler]);
        return new Unsubscribe(this, topic, handler);
    }

    /// <summary>For whoever keeps a copy of what is stored: called when others say that it changed, and whenever the wire to the other nodes is taken up, since what they said before then is lost.</summary>
    public IDisposable Follow(string topic, Action changed)
    {
        var told = Subscribe(topic, _ => changed());
        Resumed += changed;
        return new Unfollow(this, told, changed);
    }

    private event Action? Resumed;

    /// <summary>The wire was taken up. A handler that throws is logged and does not harm its neighbours.</summary>
    internal void Resume()
    {
        foreach (var handler in Resumed?.GetInvocationList().Cast<Action>() ?? [])
        {
            try
            {
                handler();
            }
            catch (Exception exception)
            {
                Log.HandlerFailed(logger, "*", "resumed", exception);
            }
        }
    }

    internal void Deliver(LiveSignal signal)
    {
        if (!_topics.TryGetValue(signal.Topic, out var handlers)) return;
        foreach (var handler in handlers)
        {
            try
            {
                handler(signal);
            }
            catch (Exception exception)
            {
                Log.HandlerFailed(logger, signal.Topic, signal.Kind, exception);
            }
        }
    }

    private void Remove(string topic, Action<LiveSignal> handler)
    {
        while (_topics.TryGetValue(topic, out var handlers))
        {
            var left = handlers.Where(other => other != handler).ToArray();
            var done = left.Length == 0
                ? _topics.TryRemove(new KeyValuePair<string, Action<LiveSignal>[]>(topic, handlers))
                : _topics.TryUpdate(topic, left, handlers);
            if (done) return;
        }
    }

    private sealed class Unsubscribe(LiveSignals signals, string topic, Action<LiveSignal> handler) : IDisposable
    {
        public void Dispose() => signals.Remove(topic, handler);
    }

    private sealed class Unfollow(LiveSignals signals, IDisposable told, Action changed) : IDisposable
    {
        public void Dispose()
        {
            told.Dispose();
            signals.Resumed -= changed;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A listener to {Topic} failed on {Kind}")]
        public static partial void HandlerFailed(ILogger logger, string topic, string kind, Exception exception);
    }
}
