using System.Threading.Channels;
using AgentConsole.Live;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Workers;

namespace AgentConsole.Tests.Workers;

/// <summary>The test plays the work: each turn asks it what happens.</summary>
public sealed class DueLoopTests : IAsyncDisposable
{
    private static readonly TimeSpan _sleep = TimeSpan.FromMinutes(10);

    private readonly FakeTime _time = new();
    private readonly LiveFeed _feed;
    private readonly Alarm _alarm;
    private readonly CancellationTokenSource _host = new();
    private readonly Channel<Func<DateTimeOffset>> _turns = Channel.CreateUnbounded<Func<DateTimeOffset>>();
    private readonly Channel<DateTimeOffset> _worked = Channel.CreateUnbounded<DateTimeOffset>();
    private readonly List<Exception> _failures = [];
    private readonly Task _loop;

    public DueLoopTests()
    {
        _feed = new LiveFeed(_time);
        _feed.Start(0);
        _alarm = new Alarm(_feed, _time, TicketChanges.Status);
        _loop = DueLoop.RunAsync(WorkAsync, _alarm, _time, _failures.Add, _host.Token);
    }

    [Fact]
    public async Task It_works_again_at_the_instant_its_work_named()
    {
        var start = _time.GetUtcNow();
        await TurnAsync(() => _time.GetUtcNow() + _sleep, rest: _sleep);
        _time.Advance(_sleep);
        await TurnAsync(() => _time.GetUtcNow() + _sleep, rest: _sleep);
        Assert.Equal([start, start + _sleep], await WorkedAsync(2));
    }

    [Fact]
    public async Task It_works_again_when_something_changes_that_may_bring_the_instant_forward()
    {
        await TurnAsync(() => _time.GetUtcNow() + _sleep, rest: _sleep);
        _feed.Offer([new LiveChange(1, 1, (ulong)TicketChanges.Status)]);
        await TurnAsync(() => _time.GetUtcNow() + _sleep, rest: _sleep);
        Assert.Equal([_time.GetUtcNow(), _time.GetUtcNow()], await WorkedAsync(2));
    }

    [Fact]
    public async Task Work_that_fails_is_told_and_tried_again_later_each_time_until_it_succeeds()
    {
        foreach (var rest in new[] { 1, 2, 4 })
        {
            await TurnAsync(() => throw new IOException(), rest: TimeSpan.FromSeconds(rest));
            _time.Advance(TimeSpan.FromSeconds(rest));
        }

        await TurnAsync(() => _time.GetUtcNow() + _sleep, rest: _sleep);
        _time.Advance(_sleep);
        await TurnAsync(() => throw new IOException(), rest: TimeSpan.FromSeconds(1));
        Assert.Equal(4, _failures.Count);
    }

    [Fact]
    public async Task It_ends_with_the_host_and_tells_nothing_of_it()
    {
        await TurnAsync(() => _time.GetUtcNow() + _sleep, rest: _sleep);
        await _host.CancelAsync();
        await _loop.WaitAsync(DeskHost.Limit);
        Assert.Empty(_failures);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.CancelAsync();
        await _loop.WaitAsync(DeskHost.Limit);
        _alarm.Dispose();
        _host.Dispose();
    }

    /// <summary>Lets the loop take one turn, and waits until it rests for so long.</summary>
    private async Task TurnAsync(Func<DateTimeOffset> turn, TimeSpan rest)
    {
        var resting = _time.WhenTimerIsSet(rest);
        _turns.Writer.TryWrite(turn);
        await resting.WaitAsync(DeskHost.Limit);
    }

    private async Task<IReadOnlyList<DateTimeOffset>> WorkedAsync(int times)
    {
        List<DateTimeOffset> at = [];
        while (at.Count < times) at.Add(await _worked.Reader.ReadAsync().AsTask().WaitAsync(DeskHost.Limit));
        return at;
    }

    private async Task<DateTimeOffset> WorkAsync(CancellationToken cancellationToken)
    {
        var turn = await _turns.Reader.ReadAsync(cancellationToken);
        _worked.Writer.TryWrite(_time.GetUtcNow());
        return turn();
    }
}
