using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AgentConsole.Tickets.Writing;

/// <summary>
/// Reads the Markdown of agents' replies and notes into pieces that a screen shows as elements of its own: there is never a string of HTML. HTML in it is text, a picture
/// is a link to it, an address that is no http, https or mailto stays text, and a line's end is a line's end. What a customer wrote is text and doesn't come here.
/// </summary>
public static class MarkedText
{
    /// <summary>Deeper than this nobody reads: what is nested further is shown as it was written.</summary>
    public const int MaxDepth = 40;

    // Stands between a bracket and its colon while the text is read, so that '[x]: http://…' is no definition of a link, which would take its words out of the text. It is no character.
    private const char Mark = '\uFDD0';

    private static readonly MarkdownPipeline _pipeline = Pipeline();

    /// <summary>The text in pieces; the words of all of them, put together, hold every word of it.</summary>
    public static IReadOnlyList<MarkedNode> Read(string text)
    {
        try
        {
            var source = text.Replace("]:", $"]{Mark}:", StringComparison.Ordinal);
            return Blocks(Markdown.Parse(source, _pipeline), source, 0);
        }
        catch (ArgumentException)
        {
            // Nested more deeply than the reader goes.
            return [MarkedNode.Of(MarkedKind.Paragraph, Lines(text))];
        }
    }

    /// <summary>The pieces as the widget takes them; null where the text says as much by itself.</summary>
    public static IReadOnlyList<object>? ToWire(string text)
    {
        var nodes = Read(text);
        return nodes is [{ Kind: MarkedKind.Paragraph } only] && only.Children.All(child => child.Kind is MarkedKind.Text or MarkedKind.Break) ? null : [.. nodes.Select(node => node.ToWire())];
    }

    /// <summary>The pieces as the widget takes them, however much the text says by itself.</summary>
    public static IReadOnlyList<object> Wire(string text) => [.. Read(text).Select(node => node.ToWire())];

    private static MarkdownPipeline Pipeline()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UsePreciseSourceLocation().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseAutoLinks();
        // A pasted line that is indented is no program, and a line above dashes (a signature) no heading.
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        builder.BlockParsers.Find<ParagraphBlockParser>()!.ParseSetextHeadings = false;
        return builder.Build();
    }

    private static List<MarkedNode> Blocks(ContainerBlock blocks, string source, int depth) => [.. blocks.Select(block => Read(block, source, depth + 1))];

    private static MarkedNode Read(Block block, string source, int depth) => block switch
    {
        _ when depth > MaxDepth => MarkedNode.Of(MarkedKind.Paragraph, Lines(Slice(source, block.Span))),
        ParagraphBlock { Inline: { } inline } => MarkedNode.Of(MarkedKind.Paragraph, Inlines(inline, source, depth)),
        HeadingBlock { Inline: { } inline } => MarkedNode.Of(MarkedKind.Paragraph, [MarkedNode.Of(MarkedKind.Strong, Inlines(inline, source, depth))]),
        // What stands behind the fence is words too.
        FencedCodeBlock { Info.Length: > 0 } fenced => new MarkedNode(MarkedKind.CodeBlock, Clean($"{fenced.Info} {fenced.Arguments}".TrimEnd() + '\n' + fenced.Lines), null, []),
        CodeBlock code => new MarkedNode(MarkedKind.CodeBlock, Clean(code.Lines.ToString()), null, []),
        ListBlock list => MarkedNode.Of(list.IsOrdered ? MarkedKind.NumberedList : MarkedKind.List, Blocks(list, source, depth)),
        ListItemBlock item => MarkedNode.Of(MarkedKind.Item, item is [ParagraphBlock { Inline: { } inline }] ? Inlines(inline, source, depth) : Blocks(item, source, depth)),
        QuoteBlock quote => MarkedNode.Of(MarkedKind.Quote, Blocks(quote, source, depth)),
        ThematicBreakBlock => MarkedNode.Of(MarkedKind.Rule, []),
        _ => MarkedNode.Of(MarkedKind.Paragraph, Lines(Slice(source, block.Span))),
    };

    private static List<MarkedNode> Inlines(ContainerInline inlines, string source, int depth) =>
    [
        // A bracket that nothing closes holds all that follows it.
        .. inlines.SelectMany(inline => inline is DelimiterInline open ? Inlines(open, source, depth + 1).Prepend(MarkedNode.Words(Clean(open.ToLiteral()))) : [Read(inline, source, depth + 1)]),
    ];

    private static MarkedNode Read(Inline inline, string source, int depth) => inline switch
    {
        LiteralInline literal => MarkedNode.Words(Clean(literal.Content.ToString())),
        LineBreakInline => MarkedNode.Of(MarkedKind.Break, []),
        CodeInline code => new MarkedNode(MarkedKind.Code, Clean(code.Content), null, []),
        HtmlEntityInline entity => MarkedNode.Words(entity.Transcoded.ToString()),
        _ when depth > MaxDepth => MarkedNode.Words(Slice(source, inline.Span)),
        AutolinkInline auto => Link(auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url, [MarkedNode.Words(Clean(auto.Url))], Slice(source, auto.Span)),
        LinkInline link => Link(link.GetDynamicUrl?.Invoke() ?? link.Url, link.FirstChild is null ? [MarkedNode.Words(Clean(link.Url ?? ""))] : Inlines(link, source, depth), Slice(source, link.Span)),
        EmphasisInline { DelimiterChar: '~' } struck => MarkedNode.Of(MarkedKind.Struck, Inlines(struck, source, depth)),
        EmphasisInline emphasis => MarkedNode.Of(emphasis.DelimiterCount > 1 ? MarkedKind.Strong : MarkedKind.Emphasis, Inlines(emphasis, source, depth)),
        _ => MarkedNode.Words(Slice(source, inline.Span)),
    };

    private static MarkedNode Link(string? url, IReadOnlyList<MarkedNode> words, string written) =>
        Safe(url is null ? null : Clean(url)) is { } href && words.All(word => !Holds(word, MarkedKind.Link)) ? new MarkedNode(MarkedKind.Link, "", href, words) : MarkedNode.Words(written);

    // A name before an @ is how 'https://bank.example@elsewhere.example' deceives.
    private static string? Safe(string? url) =>
        url is { Length: <= 2_048 } && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && ((uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0) || uri.Scheme == "mailto") ? uri.AbsoluteUri : null;

    private static bool Holds(MarkedNode node, MarkedKind kind) => node.Kind == kind || node.Children.Any(child => Holds(child, kind));

    private static List<MarkedNode> Lines(string text)
    {
        var nodes = new List<MarkedNode>();
        foreach (var line in text.Split('\n'))
        {
            if (nodes.Count > 0) nodes.Add(MarkedNode.Of(MarkedKind.Break, []));
            nodes.Add(MarkedNode.Words(line));
        }

        return nodes;
    }

    private static string Clean(string text) => text.Replace($"{Mark}", "", StringComparison.Ordinal);

    private static string Slice(string source, SourceSpan span) =>
        span.Start >= 0 && span.Start < source.Length && span.End >= span.Start ? Clean(source[span.Start..Math.Min(span.End + 1, source.Length)]) : "";
}
