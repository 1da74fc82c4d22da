using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Support;

/// <summary>Whether a page shuts somebody out: what axe finds as it is shown now, and whether it fits its window.</summary>
public static class Accessibility
{
    private static readonly AxeRunOptions LevelsAAndAA = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    /// <summary>No violation of level A or AA; each one found is named with the elements that have it.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page)
    {
        // Colours that are on their way (a dialog fading in) are not the page's colours; what is taken away meanwhile has none.
        await page.EvaluateAsync("Promise.allSettled(document.getAnimations().filter(animation => Number.isFinite(animation.effect.getComputedTiming().endTime)).map(animation => animation.finished))");
        Judge(await page.RunAxe(LevelsAAndAA));
    }

    /// <summary>The same of a part: of a menu that stands open, which may cover half a button for the moment.</summary>
    public static async Task ShouldBeAccessibleAsync(this ILocator part)
    {
        await part.WaitForAsync();
        Judge(await part.RunAxe(LevelsAAndAA));
    }

    private static void Judge(AxeResult found) =>
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}")));

    /// <summary>The same, and nothing to scroll sideways for.</summary>
    public static async Task ShouldFitAndBeAccessibleAsync(this IPage page)
    {
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "the page is wider than its window");
        await page.ShouldBeAccessibleAsync();
    }

    /// <summary>What lies over the page leaves an agent room to go on writing, on whatever screen.</summary>
    public static async Task ShouldLeaveRoomToWriteAsync(this IPage page, string over)
    {
        foreach (var width in new[] { 390, 900, 1440 })
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.False(await page.EvaluateAsync<bool>(Covers, over), $"at {width} px '{over}' covers the composer");
        }
    }

    private const string Covers = """
        part => {
          const [lies, composer] = [part, '[data-composer]'].map(one => document.querySelector(one).getBoundingClientRect());
          return lies.width === 0 || lies.right > composer.left && lies.left < composer.right && lies.bottom > composer.top && lies.top < composer.bottom;
        }
        """;
}
