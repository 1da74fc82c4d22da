using AgentConsole.Live;
using AgentConsole.People.Audit;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets.Routing;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Tickets.Routing;

public sealed class RoutingAfterLostSignals() : OnEachDatabase(DatabaseKind.Sqlite)
{
    [Fact]
    public async Task Rules_that_another_node_changed_unheard_are_in_force_here_once_the_wire_is_taken_up()
    {
        var wire = new LiveSignals(NullLogger<LiveSignals>.Instance);
        using var here = Catalog(wire);
        using var elsewhere = Catalog(new LiveSignals(NullLogger<LiveSignals>.Instance));
        await here.StartAsync(default);
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        here.Changed += () => heard.TrySetResult();
        Assert.True((await elsewhere.SaveAsync(here.Book.Version, RoutingRules.Usual with { MayPick = false }, DateTimeOffset.UnixEpoch, "Ada", default)).Succeeded);
        Assert.True(here.Book.Rules.MayPick);

        wire.Resume();

        await heard.Task.WaitAsync(DeskHost.Limit);
        Assert.False(here.Book.Rules.MayPick);
    }

    private RoutingCatalog Catalog(LiveSignals signals) => new(Database.Contexts, signals, new AuditTrail(TimeProvider.System), TimeProvider.System, NullLogger<RoutingCatalog>.Instance);
}
