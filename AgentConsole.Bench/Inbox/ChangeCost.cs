using System.Diagnostics;
using System.Threading.Channels;
using AgentConsole.Bench.Support;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Bench.Inbox;

/// <summary>
/// What one change costs with so many watchers: processor time of the whole process, the Desk's command and its commit included. The change is the one
/// that reaches most: a new ticket, after which the counts of all watchers differ, so every one of them is told.
/// </summary>
internal sealed class ChangeCost
{
    private static readonly InboxView[] Views = [InboxView.Unassigned, InboxView.AllOpen, InboxView.AtRisk, InboxView.Breached, InboxView.Waiting];

    private readonly Samples _cpu = new();

    /// <summary>Processor time of one change, the median of spells of twenty.</summary>
    public double CpuMilliseconds => _cpu.Median;

    /// <summary>Milliseconds from the command to the last watcher told; pacing included, which spaces what a watcher is told by at least 20 ms.</summary>
    public Samples Told { get; } = new();

    public async Task MeasureAsync(CoreHost core, int watchersEach, int changes, CancellationToken cancellationToken)
    {
        const int spell = 20;
        var watchers = new List<Watcher>();
        try
        {
            for (var i = 0; i < watchersEach * Views.Length; i++) watchers.Add(new Watcher(core.Inbox, Views[i % Views.Length], agent: 1 + i));
            var open = 0;
            foreach (var watcher in watchers) open = await watcher.StartAsync(cancellationToken);
            for (var i = 0; i < changes; i += spell)
            {
                var cpu = Environment.CpuUsage.TotalTime;
                for (var j = 0; j < spell; j++)
                {
                    open++;
                    var all = Task.WhenAll(watchers.Select(watcher => watcher.Expect(open)));
                    var started = Stopwatch.GetTimestamp();
                    await OpenTicketAsync(core.Desk, cancellationToken);
                    await all.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
                    Told.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }

                _cpu.Add((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / spell);
            }
        }
        finally
        {
            foreach (var watcher in watchers) await watcher.DisposeAsync();
        }
    }

    private static async Task OpenTicketAsync(Desk.Desk desk, CancellationToken cancellationToken)
    {
        var who = new NewCustomer(IdentityKind.Visitor, Guid.NewGuid().ToString("N"), "Bench");
        var outcome = await desk.ExecuteAsync(
            new CustomerWrites(Actor.Customer(0, "Bench"), TicketChannel.Chat, "A new question about an old order", Guid.NewGuid().ToString(), Who: who), cancellationToken);
        if (!outcome.Succeeded) throw new InvalidOperationException(outcome.Refusal.ToString());
    }

    /// <summary>One who looks at one view, as a screen does, and says when it has been told of so many open tickets.</summary>
    private sealed class Watcher(InboxFeed inbox, InboxView view, long agent) : IAsyncDisposable
    {
        private readonly InboxWatch _watch = inbox.Watch(new InboxQuery(view, InboxOrder.PriorityThenDue, agent, [1]), 0, FirstWindows.Rows);
        private readonly Lock _gate = new();
        private Task _loop = Task.CompletedTask;
        private int _open;
        private int _expected;
        private TaskCompletionSource _told = new();

        public async Task<int> StartAsync(CancellationToken cancellationToken)
        {
            _open = (await _watch.NextAsync(cancellationToken)).Counts.AllOpen;
            _loop = RunAsync(cancellationToken);
            return _open;
        }

        public Task Expect(int open)
        {
            lock (_gate)
            {
                _expected = open;
                _told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_open >= open) _told.SetResult();
                return _told.Task;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _watch.DisposeAsync();
            await _loop;
        }

        private async Task RunAsync(CancellationToken cancellationToken)
        {
            try
            {
                while (true)
                {
                    var update = await _watch.NextAsync(cancellationToken);
                    lock (_gate)
                    {
                        _open = update.Counts.AllOpen;
                        if (_open >= _expected) _told.TrySetResult();
                    }
                }
            }
            catch (ChannelClosedException)
            {
            }
        }
    }
}
