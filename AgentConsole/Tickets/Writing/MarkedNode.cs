namespace AgentConsole.Tickets.Writing;

/// <summary>What a piece of a written text is. There is no kind for markup, pictures or script: what is none of these is text.</summary>
public enum MarkedKind { Text, Paragraph, Strong, Emphasis, Struck, Code, CodeBlock, Link, List, NumberedList, Item, Quote, Break, Rule }

/// <summary>A piece of what an agent wrote, with the pieces inside it.</summary>
/// <param name="Text">The words of a <see cref="MarkedKind.Text"/>, <see cref="MarkedKind.Code"/> or <see cref="MarkedKind.CodeBlock"/>; of all others empty.</param>
/// <param name="Href">Where a link goes: an absolute http, https or mailto address; of all others null.</param>
public sealed record MarkedNode(MarkedKind Kind, string Text, string? Href, IReadOnlyList<MarkedNode> Children)
{
    public static MarkedNode Of(MarkedKind kind, IReadOnlyList<MarkedNode> children) => new(kind, "", null, children);

    public static MarkedNode Words(string text) => new(MarkedKind.Text, text, null, []);

    /// <summary>As it goes over the wire to the widget: a text is a string, everything else a list that begins with its name, a link's second is its address.</summary>
    public object ToWire() => Kind switch
    {
        MarkedKind.Text => Text,
        MarkedKind.Code or MarkedKind.CodeBlock => new object[] { Name, Text },
        MarkedKind.Link => (object[])[Name, Href!, .. Children.Select(child => child.ToWire())],
        _ => (object[])[Name, .. Children.Select(child => child.ToWire())],
    };

    /// <summary>The element that shows it, in the console and in the widget alike.</summary>
    public string Name => Kind switch
    {
        MarkedKind.Paragraph => "p",
        MarkedKind.Strong => "strong",
        MarkedKind.Emphasis => "em",
        MarkedKind.Struck => "s",
        MarkedKind.Code => "code",
        MarkedKind.CodeBlock => "pre",
        MarkedKind.Link => "a",
        MarkedKind.List => "ul",
        MarkedKind.NumberedList => "ol",
        MarkedKind.Item => "li",
        MarkedKind.Quote => "blockquote",
        MarkedKind.Break => "br",
        MarkedKind.Rule => "hr",
        _ => "",
    };
}
