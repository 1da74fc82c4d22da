using Microsoft.Playwright;

namespace AgentConsole.Tests.Support;

/// <summary>A page that can be clicked.</summary>
internal static class Interactive
{
    /// <summary>Goes to a page and waits until its circuit stands: what is clicked before that is clicked on a picture.</summary>
    public static async Task OpenAsync(this IPage page, Uri address)
    {
        await page.GotoAsync(address.ToString());
        await page.Locator("html:not([data-circuit=coming])").WaitForAsync();
    }
}
