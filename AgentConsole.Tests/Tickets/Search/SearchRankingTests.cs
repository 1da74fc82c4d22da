using AgentConsole.Tickets.Search;

namespace AgentConsole.Tests.Tickets.Search;

public sealed class SearchRankingTests
{
    private const long Now = 1_800_000_000_000, Month = 30L * 24 * 60 * 60 * 1000;

    [Fact]
    public void Newer_comes_before_older_of_the_same_fit_and_a_ticket_s_own_words_count_twice() =>
        Assert.Equal([3, 2, 1], Order([Message(1, 11, Now - (12 * Month), 1), Message(2, 12, Now, 1), Own(3, Now, 1)]));

    [Fact]
    public void What_fits_much_better_comes_first_though_it_is_old() => Assert.Equal([1, 2], Order([Message(1, 11, Now - (24 * Month), 2.1), Message(2, 12, Now, 1)]));

    [Fact]
    public void A_ticket_is_shown_once_with_the_message_that_fits_best()
    {
        var found = Assert.Single(SearchRanking.Best([Message(1, 11, Now, 1), Message(1, 12, Now - Month, 1.5), Own(1, Now, 0.5)], Now));
        Assert.Equal((1, 12), (found.TicketId, found.MessageId));
    }

    private static IEnumerable<long> Order(IEnumerable<SearchHit> hits) => SearchRanking.Best(hits, Now).Select(found => found.TicketId);

    private static SearchHit Message(long ticket, long message, long at, double fit) => new(message, ticket, at, fit);

    private static SearchHit Own(long ticket, long at, double fit) => new(null, ticket, at, fit);
}
