using AgentConsole.Console.Inbox;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Console.Inbox;

public sealed class RowMovesTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("1 2 3", "1 2 3", 0)]
    [InlineData("1 2 3", "4 1 2 3", 1)]
    [InlineData("1 2 3", "4 1 2", 1)] // 3 was pushed over the edge by 4
    [InlineData("1 2 3", "2 3 4", 1)] // 4 came in at the edge because 1 went
    [InlineData("1 2 3", "1 3", 1)]
    [InlineData("1 2 3 4 5", "5 1 2 3 4", 1)] // one climbs over four
    [InlineData("1 2 3 4 5", "2 3 4 5 1", 1)]
    [InlineData("1 2 3 4", "4 3 2 1", 3)]
    [InlineData("1 2 3", "7 8 9", 3)]
    public void A_list_is_as_far_as_the_rows_that_move(string shown, string latest, int moves) =>
        Assert.Equal(moves, RowMoves.Count(Rows(shown), Rows(latest)));

    [Fact]
    public void Taking_one_row_elsewhere_is_at_most_one_move() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Length, byte From, byte To)>(),
        sample =>
        {
            var count = (sample.Length % 40) + 1;
            var ids = Enumerable.Range(1, count).Select(id => (long)id).ToList();
            var shown = SomeRow.Window([.. ids]).Rows;
            var taken = ids[sample.From % count];
            ids.Remove(taken);
            ids.Insert(sample.To % (ids.Count + 1), taken);
            return RowMoves.Count(shown, SomeRow.Window([.. ids]).Rows) <= 1;
        }).QuickCheckThrowOnFailure();

    private static IReadOnlyList<AgentConsole.Tickets.Inbox.InboxRow> Rows(string ids) =>
        SomeRow.Window([.. ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)]).Rows;
}
