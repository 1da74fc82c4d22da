using System.Text;
using System.Text.Json;
using AgentConsole.Tickets.Writing;

namespace AgentConsole.Tests.Tickets.Writing;

/// <summary>What agents' Markdown comes to: elements of a few kinds, and words.</summary>
public sealed class MarkedTextTests
{
    [Theory]
    [InlineData("plain", "<p>plain</p>")]
    [InlineData("first\nsecond", "<p>first<br>second</p>")] // a line's end is a line's end
    [InlineData("**bold** *soft* ~~gone~~ `a < b`", "<p><strong>bold</strong> <em>soft</em> <s>gone</s> <code>a < b</code></p>")]
    [InlineData("- one\n- two", "<ul><li>one</li><li>two</li></ul>")]
    [InlineData("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>")]
    [InlineData("> said\n\nanswer", "<blockquote><p>said</p></blockquote><p>answer</p>")]
    [InlineData("```\n<b>\n```", "<pre><b></pre>")]
    [InlineData("# Loud", "<p><strong>Loud</strong></p>")]
    [InlineData("#42 is yours", "<p>#42 is yours</p>")]
    [InlineData("Regards\n--\nAna", "<p>Regards<br>--<br>Ana</p>")] // a signature makes no heading
    [InlineData("    indented", "<p>indented</p>")]
    [InlineData("see https://example.com/a now", "<p>see <a https://example.com/a>https://example.com/a</a> now</p>")]
    [InlineData("[here](https://example.com)", "<p><a https://example.com/>here</a></p>")]
    [InlineData("[mail](mailto:a@example.com)", "<p><a mailto:a@example.com>mail</a></p>")]
    [InlineData("![pixel](https://example.com/p.gif)", "<p><a https://example.com/p.gif>pixel</a></p>")] // never loaded
    public void Markdown_comes_to_elements(string written, string shown) => Assert.Equal(shown, Shown(written));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<a href='javascript:alert(1)'>x</a>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("[x](//elsewhere.example)")]
    [InlineData("[x](/inbox/1)")]
    [InlineData("[bank](https://bank.example@elsewhere.example/)")]
    [InlineData("<javascript:alert(1)>")]
    public void What_could_do_something_stays_the_text_it_is(string written)
    {
        var nodes = MarkedText.Read(written);
        Assert.DoesNotContain(All(nodes), node => node.Kind == MarkedKind.Link);
        Assert.Equal(written, Words(nodes));
    }

    [Fact]
    public void Whatever_is_written_no_word_is_lost_and_no_kind_and_no_address_is_another_than_the_allowed()
    {
        string[] pieces = ["**", "*", "`", "```\n", "[", "](", ")", "http://a.test", "<b>", "&amp;", "\n", "\n\n", "> ", "- ", "1. ", "# ", "word", "ع", "😀", "![", "~~", "---", "[x]: http://b.test", "javascript:", "\\", "\t", "|"];
        var random = new Random(4711);
        for (var i = 0; i < 2_000; i++)
        {
            var chosen = Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]).ToList();
            var written = string.Concat(chosen);
            var nodes = MarkedText.Read(written);
            var shown = Words(nodes) + string.Concat(All(nodes).Select(node => node.Href));
            Assert.All(chosen.Where(piece => piece is "word" or "ع" or "😀"), word => Assert.True(shown.Contains(word, StringComparison.Ordinal), $"{word} is not in '{shown}' of '{written}'"));
            Assert.All(All(nodes), node => Assert.True(node.Href is null || node.Href.StartsWith("http", StringComparison.Ordinal) || node.Href.StartsWith("mailto:", StringComparison.Ordinal), written));
        }
    }

    [Theory]
    [InlineData(">", 5_000)]
    [InlineData("[", 5_000)]
    [InlineData("**a", 3_000)]
    [InlineData("- ", 5_000)]
    public void What_is_nested_without_end_is_shown_all_the_same(string piece, int times) =>
        Assert.NotNull(MarkedText.Read(string.Concat(Enumerable.Repeat(piece, times)) + "word"));

    [Theory]
    [InlineData("nothing special\nhere", "null")]
    [InlineData("**now** [here](https://a.test)", """[["p",["strong","now"]," ",["a","https://a.test/","here"]]]""")]
    [InlineData("```\n</script>\n```", """[["pre","\u003C/script\u003E"]]""")]
    public void The_widget_is_told_pieces_and_only_where_they_say_more_than_the_text(string written, string wire) =>
        Assert.Equal(wire, JsonSerializer.Serialize(MarkedText.ToWire(written)));

    private static string Shown(string written)
    {
        var shown = new StringBuilder();
        Show(MarkedText.Read(written));
        return shown.ToString();

        void Show(IReadOnlyList<MarkedNode> nodes)
        {
            foreach (var node in nodes)
            {
                if (node.Name.Length > 0) shown.Append(System.Globalization.CultureInfo.InvariantCulture, $"<{node.Name}{(node.Href is null ? "" : $" {node.Href}")}>");
                shown.Append(node.Text);
                Show(node.Children);
                if (node.Name is not ("" or "br" or "hr")) shown.Append(System.Globalization.CultureInfo.InvariantCulture, $"</{node.Name}>");
            }
        }
    }

    private static IEnumerable<MarkedNode> All(IReadOnlyList<MarkedNode> nodes) => nodes.SelectMany(node => All(node.Children).Prepend(node));

    private static string Words(IReadOnlyList<MarkedNode> nodes) => string.Concat(All(nodes).Select(node => node.Text));
}
