using AgentConsole.Tickets.Search;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Tickets.Search;

public sealed class SearchFitTests
{
    [Theory]
    [InlineData("the parcel, the PARCEL!", "a parcel and a letter")]
    [InlineData("parcel lost", "parcel that was sent by the other courier on Monday is lost again as far as anybody in the shop can tell")]
    [InlineData("طلب طلب متأخر", "طلب متأخر جدا")]
    public void What_says_the_words_more_often_or_is_shorter_fits_better(string better, string worse)
    {
        var query = new SearchQuery(better.Split(' ')[1].TrimEnd('!'));
        Assert.True(SearchFit.Of(better, query) > SearchFit.Of(worse, query));
    }

    [Fact]
    public void A_word_that_is_not_in_what_is_looked_at_counts_as_said_once() =>
        Assert.Equal(SearchFit.Of("one two", new SearchQuery("one ")), SearchFit.Of("one two", new SearchQuery("other ")));

    [Fact]
    public void Plain_text_is_counted_as_any_other() =>
        Prop.ForAll(Gen.Elements("one", "One", "ONES", "o", "two", "4711", "-", "'", " ", " ", ",", new string('x', 70), "\t").ListOf(30).ToArbitrary(), Gen.Elements("one", "one two", "on ", "x", "4711 o").ToArbitrary(), (parts, asked) =>
        {
            var (text, query) = (string.Concat(parts), new SearchQuery(asked));
            var (plain, any) = (new int[query.Words.Count], new int[query.Words.Count]);
            Assert.Equal(SearchFit.Count(text, query, any), SearchFit.CountPlain(text, query, plain));
            Assert.Equal(any, plain);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
