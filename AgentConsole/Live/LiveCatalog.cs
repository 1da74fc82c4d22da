using System.Threading.Channels;

namespace AgentConsole.Live;

/// <summary>
/// Something stored that is kept in memory on every node: read at start, and anew whenever this or another node says that it changed. Readings follow one another, so that an older one never takes the
/// place of a newer; one that fails is tried again, and what was read before stays in force meanwhile.
/// </summary>
/// <param name="topic">On which nodes tell each other of changes; one catalog's own.</param>
public abstract partial class LiveCatalog(LiveSignals signals, TimeProvider time, ILogger logger, string topic) : BackgroundService
{
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim _one = new(1, 1);
    private IDisposable? _listening;

    /// <summary>Something in it changed, here or on another node. Handlers must be quick.</summary>
    public event Action? Changed;

    public sealed override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first reading: what is changed while it goes on is read again.
        _listening = signals.Follow(topic, () => _bell.Writer.TryWrite(true));
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _listening?.Dispose();
        _one.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what is stored and puts it in force.</summary>
    /// <returns>False where it is what was in force already: nobody needs to be told.</returns>
    protected abstract Task<bool> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Reads anew what was changed in the database, and has the other nodes do so.</summary>
    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
        }
        finally
        {
            // It is stored, whether or not it could be read here just now: this node hears it too, and tries until it can.
            signals.Publish(topic, "changed", "{}");
        }
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = stoppingToken.Register(() => _bell.Writer.TryComplete());
        await foreach (var _ in _bell.Reader.ReadAllAsync(CancellationToken.None)) await HearAsync(stoppingToken);
    }

    private async Task HearAsync(CancellationToken stoppingToken)
    {
        for (var pause = TimeSpan.FromSeconds(1); !stoppingToken.IsCancellationRequested; pause = pause < _longestPause / 2 ? pause * 2 : _longestPause)
        {
            try
            {
                await RefreshAsync(stoppingToken);
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.CantRead(logger, topic, exception);
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!await ReadAsync(cancellationToken)) return;
        }
        finally
        {
            _one.Release();
        }

        Changed?.Invoke();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What is stored of '{Topic}' could not be read again; what was read before stays in force, and it is tried again")]
        public static partial void CantRead(ILogger logger, string topic, Exception exception);
    }
}
