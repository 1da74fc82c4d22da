using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Support;

/// <summary>What axe finds on a page as it is shown now.</summary>
public static class Accessibility
{
    private static readonly AxeRunOptions LevelsAAndAA = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    /// <summary>No violation of level A or AA; each one found is named with the elements that have it.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page)
    {
        var found = await page.RunAxe(LevelsAAndAA);
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}")));
    }
}
