using System.Threading.Channels;
using AgentConsole.Live;
using AgentConsole.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Live;

public sealed class LiveCatalogTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTime _time = new();
    private readonly LiveSignals _signals = new(NullLogger<LiveSignals>.Instance);
    private readonly Channel<bool> _told = Channel.CreateUnbounded<bool>();
    private readonly Shelf _shelf;

    public LiveCatalogTests()
    {
        _shelf = new Shelf(_signals, _time);
        _shelf.Changed += () => _told.Writer.TryWrite(true);
    }

    public Task InitializeAsync() => _shelf.StartAsync(default);

    public Task DisposeAsync() => _shelf.StopAsync(default);

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task What_could_not_be_read_is_tried_until_it_can_while_what_was_read_before_stays_in_force()
    {
        (_shelf.Stored, _shelf.Failures) = (2, 3);
        var asleep = _time.WhenTimerIsSet(TimeSpan.FromSeconds(1));
        _signals.Publish("shelf", "changed", "{}");
        foreach (var seconds in (int[])[1, 2, 4])
        {
            await asleep.WaitAsync(DeskHost.Limit);
            Assert.Equal(1, _shelf.InForce);
            asleep = _time.WhenTimerIsSet(TimeSpan.FromSeconds(seconds * 2));
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        using var limit = new CancellationTokenSource(DeskHost.Limit);
        while (_shelf.InForce != 2) await _told.Reader.ReadAsync(limit.Token);
    }

    [Fact]
    public async Task A_change_that_is_stored_is_told_to_the_other_nodes_though_it_can_not_be_read_here()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var elsewhere = _signals.Subscribe("shelf", _ => told.TrySetResult());
        (_shelf.Stored, _shelf.Failures) = (2, 1);

        await Assert.ThrowsAsync<IOException>(() => _shelf.AnnounceAsync(default));

        await told.Task.WaitAsync(DeskHost.Limit);
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        while (_shelf.InForce != 2) await _told.Reader.ReadAsync(limit.Token);
    }

    [Fact]
    public async Task A_reading_that_began_earlier_never_takes_the_place_of_a_later_one()
    {
        var goOn = _shelf.HoldNext = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var earlier = _shelf.AnnounceAsync(default);
        _shelf.Stored = 2;
        var later = _shelf.AnnounceAsync(default);
        Assert.Equal(1, _shelf.InForce);

        goOn.SetResult();

        await Task.WhenAll(earlier, later).WaitAsync(DeskHost.Limit);
        Assert.Equal(2, _shelf.InForce);
    }

    /// <summary>One number, read from a place that can fail or be slow.</summary>
    private sealed class Shelf(LiveSignals signals, TimeProvider time) : LiveCatalog(signals, time, NullLogger.Instance, "shelf")
    {
        public int Stored { get; set; } = 1;

        public int InForce { get; private set; }

        /// <summary>How many readings fail from here on.</summary>
        public int Failures { get; set; }

        /// <summary>The next reading has read and not yet put in force what it read, until this ends.</summary>
        public TaskCompletionSource? HoldNext { get; set; }

        protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
        {
            if (Failures-- > 0) throw new IOException("The shelf is out of reach.");
            var (read, hold) = (Stored, HoldNext);
            HoldNext = null;
            if (hold is not null) await hold.Task;
            InForce = read;
            return true;
        }
    }
}
