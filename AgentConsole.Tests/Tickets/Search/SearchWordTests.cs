using AgentConsole.Tickets.Search;

namespace AgentConsole.Tests.Tickets.Search;

public sealed class SearchWordTests
{
    [Theory]
    [InlineData("Where's my PARCEL?", "where s my parcel")]
    [InlineData("Plačilo ne deluje, napaka 502", "placilo ne deluje napaka 502")]
    [InlineData("čšž ĆĐŁØ straße Œuvre İzmir", "csz cdlo strasse oeuvre izmir")]
    [InlineData("الطَّلَبُ متأخّر", "الطلب متاخر")]
    [InlineData("أحمد إلى آخر ٱلشحنة", "احمد الي اخر الشحنه")]
    [InlineData("مشكـــلة مسؤول شيء عائلة", "مشكله مسوول شيء عايله")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("退款 refund", "退 款 refund")]
    [InlineData("ana@example.test", "ana example test")]
    [InlineData("😀 ok 😀", "ok")]
    [InlineData("—…!", "")]
    [InlineData("ﬁne x²", "fine x")]
    public void Words_are_folded(string text, string folded) => Assert.Equal(folded, SearchWord.Fold(text));

    [Fact]
    public void A_word_says_where_it_stands_in_the_text()
    {
        const string text = "a Cafe\u0301, الطَّلَبُ!";

        Assert.Equal(["a", "Cafe\u0301", "الطَّلَبُ"], SearchWord.Of(text).Select(word => text.Substring(word.Start, word.Length)));
    }

    [Fact]
    public void A_word_of_kilobytes_is_cut() => Assert.Equal(SearchWord.MaxLength, Assert.Single(SearchWord.Of(new string('a', 5000))).Folded.Length);

    [Theory]
    [InlineData("ref", "Refund please", "Ref und")]
    [InlineData("ref ", "Refund please", "")]
    [InlineData("odgovori na", "Odgovorite: odgovori naj pridejo", "odgovori naj")]
    public void The_last_word_may_go_on_unless_a_space_follows(string typed, string text, string found)
    {
        var query = new SearchQuery(typed);

        Assert.Equal(
            found.Replace(" und", "und", StringComparison.Ordinal),
            string.Join(' ', SearchWord.Of(text).Where(query.Matches).Select(word => text.Substring(word.Start, word.Length))));
    }

    [Theory]
    [InlineData("42", 42L)]
    [InlineData(" #42 ", 42L)]
    [InlineData("42 parcels", null)]
    [InlineData("-42", null)]
    [InlineData("99999999999999999999", null)]
    public void A_number_alone_is_a_ticket_s(string typed, long? number) => Assert.Equal(number, new SearchQuery(typed).Number);

    [Fact]
    public void A_query_is_cut_where_nobody_types_more()
    {
        var query = new SearchQuery(string.Join(' ', Enumerable.Range(0, 500)));

        Assert.Equal(SearchQuery.MaxWords, query.Words.Count);
        Assert.False(query.IsTyping);
    }
}
