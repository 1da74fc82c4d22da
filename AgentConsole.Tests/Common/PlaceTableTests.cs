using AgentConsole.Common;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Common;

public sealed class PlaceTableTests
{
    /// <summary>Ids that follow each other and ids far apart; true takes one out.</summary>
    private static readonly Gen<(long Id, bool Out)> AnyChange =
        from small in Gen.Choose(1, 40)
        from far in Gen.Elements(1L, 1L << 32, 7_919_113L)
        from remove in Gen.Choose(0, 2)
        select (small * far, remove == 0);

    [Fact]
    public void It_finds_each_id_where_it_stands_and_no_other() =>
        Prop.ForAll(AnyChange.ListOf(500).ToArbitrary(), changes =>
        {
            var list = new List<long>();
            var table = new PlaceTable(place => list[place]);
            var truth = new Dictionary<long, int>();
            foreach (var (id, remove) in changes)
            {
                Assert.Equal(truth.TryGetValue(id, out var there), table.TryFind(id, out var place));
                if (truth.ContainsKey(id)) Assert.Equal(there, place);
                if (remove)
                {
                    if (truth.Remove(id)) table.Remove(id, place);
                }
                else if (truth.ContainsKey(id))
                {
                    list.Add(id);
                    table.Move(id, place, truth[id] = list.Count - 1);
                }
                else
                {
                    list.Add(id);
                    table.Add(id, truth[id] = list.Count - 1);
                }

                Assert.Equal(truth.Count, table.Count);
            }

            foreach (var (id, where) in truth)
            {
                Assert.True(table.TryFind(id, out var place));
                Assert.Equal(where, place);
            }
        }).QuickCheckThrowOnFailure();
}
