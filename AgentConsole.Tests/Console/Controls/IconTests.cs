using AgentConsole.Console.Controls;
using Bunit;

namespace AgentConsole.Tests.Console.Controls;

public sealed class IconTests : BunitContext
{
    [Fact]
    public void An_icon_is_one_frame_that_all_screens_share()
    {
        var shown = Render<Icon>(icon => icon.Add(i => i.Name, "sign-out").Add(i => i.Class, "mirror"));

        shown.MarkupMatches("""<svg class="icon mirror" aria-hidden="true" focusable="false"><use href="/icons.svg#sign-out"></use></svg>""");
        Assert.Same(Icon.Of("sign-out", "mirror").Value, Icon.Of("sign-out", "mirror").Value);
        Assert.DoesNotContain('<', Icon.Of("<b>").Value.Replace("<svg", "", StringComparison.Ordinal).Replace("<use", "", StringComparison.Ordinal).Replace("</", "", StringComparison.Ordinal));
    }
}
