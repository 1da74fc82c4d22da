using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using AgentConsole.Data.Providers.Postgres;
using Npgsql;

namespace AgentConsole.Live;

/// <summary>What travels between nodes over PostgreSQL: a bell for the journal, and signals. A cut connection is taken up again.</summary>
internal sealed partial class PostgresWire(
    PostgresStorage storage, LiveSignals signals, Action ring, LiveFeed feed, TimeProvider time, ILogger logger)
{
    /// <summary>Notified by the Desk's writer in the transaction that wrote journal rows.</summary>
    public const string JournalChannel = "agentconsole_journal";

    private const string SignalChannel = "agentconsole_signal";
    private const int MaxWaiting = 1000;

    private static readonly TimeSpan BackOff = TimeSpan.FromSeconds(1);

    /// <summary>A listening connection can die without a word; the bell is rung this often whatever was heard.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    // NOTIFY counts bytes: letters of other scripts would take six each if they were escaped, and what is quoted in a signal eight.
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _node = Guid.NewGuid().ToString("N");

    // Signals matter now or not at all: when the wire is down the oldest go first.
    private readonly Channel<LiveSignal> _out =
        Channel.CreateBounded<LiveSignal>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        signals.Elsewhere = signal => _out.Writer.TryWrite(signal);
        await Task.WhenAll(AgainAndAgainAsync(ListenAsync, cancellationToken), AgainAndAgainAsync(SendAsync, cancellationToken));
    }

    private async Task AgainAndAgainAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await work(cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Cut(logger, exception);
                feed.SetState(LiveState.CatchingUp);
                await Task.Delay(BackOff, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await storage.Source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Hear(notification);
        await using (var listen = new NpgsqlCommand($"LISTEN {JournalChannel}; LISTEN {SignalChannel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        signals.Resume();
        while (true)
        {
            // Also after each reconnection: what was committed while nobody listened.
            ring();
            if (!await connection.WaitAsync(KeepAlive, cancellationToken))
            {
                await using var alive = new NpgsqlCommand("SELECT 1", connection);
                await alive.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    private void Hear(NpgsqlNotificationEventArgs notification)
    {
        if (notification.Channel == JournalChannel)
        {
            ring();
            return;
        }

        if (JsonSerializer.Deserialize<Envelope>(notification.Payload) is { } envelope && envelope.Node != _node) signals.Deliver(envelope.Signal);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await using var connection = await storage.Source.OpenConnectionAsync(cancellationToken);
        await foreach (var signal in _out.Reader.ReadAllAsync(cancellationToken))
        {
            await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection);
            notify.Parameters.Add(new NpgsqlParameter { Value = SignalChannel });
            notify.Parameters.Add(new NpgsqlParameter { Value = JsonSerializer.Serialize(new Envelope(_node, signal), s_json) });
            await notify.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private sealed record Envelope(string Node, LiveSignal Signal);

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Warning, "The wire to the other nodes is cut; it is taken up again")]
        public static partial void Cut(ILogger logger, Exception exception);
    }
}
