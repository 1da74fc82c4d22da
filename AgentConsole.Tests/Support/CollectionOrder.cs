using Xunit.Abstractions;

[assembly: TestCollectionOrderer("AgentConsole.Tests.Support." + nameof(AgentConsole.Tests.Support.CollectionOrder), "AgentConsole.Tests")]

namespace AgentConsole.Tests.Support;

/// <summary>
/// The journeys share one browser and so go one after the other: the longest chain of all begins first, with the rest beside it. Begun last, it ran alone for half of the suite's
/// time, on one of two cores.
/// </summary>
public sealed class CollectionOrder : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName switch
        {
            Browser.Collection => 0,
            var name when name.Contains(".Faults.", StringComparison.Ordinal) => 1,
            _ => 2,
        });
}
