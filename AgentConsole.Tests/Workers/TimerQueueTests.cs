using AgentConsole.Workers;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Workers;

public sealed class TimerQueueTests
{
    /// <summary>A ticket and its new instant; none takes it out. Few tickets and few instants, so that they meet.</summary>
    private static readonly Gen<(long Ticket, long? At)> AnyChange =
        from ticket in Gen.Choose(1, 60)
        from at in Gen.Choose(-3, 30)
        select ((long)ticket, at < 0 ? (long?)null : at);

    [Fact]
    public void After_any_changes_it_gives_what_sorting_gives() =>
        Prop.ForAll(AnyChange.ListOf(400).ToArbitrary(), changes =>
        {
            var queue = new TimerQueue();
            var truth = new Dictionary<long, long>();
            foreach (var (ticket, at) in changes)
            {
                if (at is { } instant)
                {
                    queue.Set(ticket, instant);
                    truth[ticket] = instant;
                }
                else
                {
                    Assert.Equal(truth.Remove(ticket), queue.Remove(ticket));
                }

                Assert.Equal(truth.Count, queue.Count);
                Assert.Equal(truth.Count > 0, queue.TryPeek(out var earliest, out var when));
                if (truth.Count > 0) Assert.Equal(truth.Select(t => (t.Value, t.Key)).Min(), (when, earliest));
            }

            Assert.Equal(truth.Select(t => (t.Value, t.Key)).Order(), Drained(queue));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_ticket_has_one_entry_however_often_it_is_set()
    {
        var queue = new TimerQueue();
        for (var at = 100; at > 0; at--) queue.Set(7, at);

        Assert.Equal([(1, 7)], Drained(queue));
        Assert.False(queue.Remove(7));
    }

    private static List<(long At, long Ticket)> Drained(TimerQueue queue)
    {
        List<(long, long)> all = [];
        while (queue.TryPeek(out var ticket, out var at))
        {
            all.Add((at, ticket));
            queue.Remove(ticket);
        }

        return all;
    }
}
