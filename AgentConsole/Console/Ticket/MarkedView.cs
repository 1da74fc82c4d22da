using AgentConsole.Tickets.Writing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace AgentConsole.Console.Ticket;

/// <summary>What an agent wrote, as elements: each piece is one of a few kinds, and every word is a text node.</summary>
public sealed class MarkedView : ComponentBase
{
    private string? shown;
    private bool changed;

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    protected override void OnParametersSet()
    {
        changed = shown != Text;
        shown = Text;
    }

    protected override bool ShouldRender() => changed;

    protected override void BuildRenderTree(RenderTreeBuilder builder) => Write(builder, MarkedText.Read(Text));

    private static void Write(RenderTreeBuilder builder, IReadOnlyList<MarkedNode> nodes)
    {
        foreach (var node in nodes)
        {
            builder.OpenRegion(0);
            Write(builder, node);
            builder.CloseRegion();
        }
    }

    private static void Write(RenderTreeBuilder builder, MarkedNode node)
    {
        if (node.Kind == MarkedKind.Text)
        {
            builder.AddContent(0, node.Text);
            return;
        }

        builder.OpenElement(1, node.Name);
        if (node.Href is { } href)
        {
            builder.AddAttribute(2, "href", href);
            builder.AddAttribute(3, "target", "_blank");
            builder.AddAttribute(4, "rel", "noopener noreferrer nofollow");
        }

        if (node.Text.Length > 0) builder.AddContent(5, node.Text);
        builder.OpenRegion(6);
        Write(builder, node.Children);
        builder.CloseRegion();
        builder.CloseElement();
    }
}
