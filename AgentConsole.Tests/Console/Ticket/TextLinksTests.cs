using AgentConsole.Console.Ticket;

namespace AgentConsole.Tests.Console.Ticket;

public sealed class TextLinksTests
{
    [Theory]
    [InlineData("see https://example.com now", "https://example.com", "https://example.com/")]
    [InlineData("HTTP://EXAMPLE.com/Path", "HTTP://EXAMPLE.com/Path", "http://example.com/Path")]
    [InlineData("(https://example.com/a)", "https://example.com/a", "https://example.com/a")]
    [InlineData("https://example.com/a_(b)", "https://example.com/a_(b)", "https://example.com/a_(b)")]
    [InlineData("is it https://example.com/a?", "https://example.com/a", "https://example.com/a")]
    [InlineData("https://example.com/?q=1&r=2#top.", "https://example.com/?q=1&r=2#top", "https://example.com/?q=1&r=2#top")]
    [InlineData("هنا https://example.com/a، شكرا", "https://example.com/a", "https://example.com/a")]
    [InlineData("<https://example.com>", "https://example.com", "https://example.com/")]
    [InlineData("first\nhttps://example.com\nlast", "https://example.com", "https://example.com/")]
    [InlineData("https://example.com/\u202Egpj.exe", "https://example.com/", "https://example.com/")]
    [InlineData("https://[::1]:8080/x", "https://[::1]:8080/x", "https://[::1]:8080/x")]
    public void An_http_address_becomes_a_link(string text, string words, string href)
    {
        var parts = TextLinks.Split(text);
        Assert.Equal(new TextPart(words, href), Assert.Single(parts, part => part.Href is not null));
        Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing here")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt://example.com/%0aalert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("ftp://example.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("xhttps://example.com")]
    [InlineData("http://")]
    [InlineData("https://...")]
    [InlineData("http:example.com")]
    [InlineData("https://bank.example@elsewhere.example/")]
    [InlineData("https://user:secret@example.com/")]
    [InlineData("http https http:// https:// http")]
    public void Everything_else_stays_text(string text)
    {
        var parts = TextLinks.Split(text);
        Assert.DoesNotContain(parts, part => part.Href is not null);
        Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
    }

    [Fact]
    public void Several_links_keep_their_places()
    {
        var parts = TextLinks.Split("a http://x.test b https://y.test/ c");
        Assert.Equal(["a ", "http://x.test", " b ", "https://y.test/", " c"], parts.Select(part => part.Text));
        Assert.Equal([false, true, false, true, false], parts.Select(part => part.Href is not null));
    }

    [Fact]
    public void An_address_longer_than_anybody_reads_stays_text()
    {
        var text = "https://example.com/" + new string('a', TextLinks.MaxLength);
        Assert.Equal([new TextPart(text, null)], TextLinks.Split(text));
    }

    [Fact]
    public void No_text_loses_a_character_whatever_it_holds()
    {
        string[] pieces = ["http", "s", "://", "a.test", "/", ")", "(", " ", "\n", "@", "<", ".", "\u202E", "😀", "ع", "https://b.test"];
        var random = new Random(4711);
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
            var parts = TextLinks.Split(text);
            Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
            Assert.All(parts, part => Assert.True(part.Href is null || part.Href.StartsWith("http", StringComparison.Ordinal)));
        }
    }
}
