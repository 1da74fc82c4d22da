using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Support;

/// <summary>Where a window is.</summary>
public static class Addresses
{
    /// <summary>
    /// Waits until the window is at an address. Playwright's own wait for one is banned here: it looks first and listens after, so that what
    /// happens in between on another thread is never heard of (microsoft/playwright-dotnet, issue 3364); this one asks until it is so.
    /// </summary>
    /// <param name="glob">The whole address: <c>**</c> for anything, <c>*</c> for anything but a slash.</param>
    /// <returns>The address.</returns>
    public static async Task<Uri> ShouldBeAtAsync(this IPage page, string glob) =>
        await page.ShouldBeAtAsync(new Regex($"^{Regex.Escape(glob).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}$", RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <inheritdoc cref="ShouldBeAtAsync(IPage, string)"/>
    public static async Task<Uri> ShouldBeAtAsync(this IPage page, Regex address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(address);
        // The page itself, not what the test's side of the wire has heard of it so far.
        return new Uri(await page.EvaluateAsync<string>("location.href"));
    }
}
