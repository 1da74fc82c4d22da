using System.Diagnostics;
using System.Text.Json;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Console.Palette;

/// <summary>What the palette finds for what is written into it (wwwroot/js/palette.js), by Node.</summary>
public sealed class PaletteTests
{
    [Theory]
    [InlineData("", "Reply,Internal note,Status: Resolved,Assignee: Žiga Čeh,Mine,At risk,إعدادات")]
    [InlineData("mine", "Mine")]
    [InlineData("ziga", "Assignee: Žiga Čeh")] // accents are not asked for
    [InlineData("res", "Status: Resolved")]
    [InlineData("stres", "Status: Resolved")] // its letters in their order
    [InlineData("risk at", "At risk")] // words in any order
    [InlineData("اعداد", "إعدادات")] // forms of one Arabic letter are one
    [InlineData("zzz", "")]
    public async Task What_fits_is_found_best_first(string written, string found) => Assert.Equal(found, await RankedAsync(written, "[]"));

    [Theory]
    [InlineData("42", "#42 Parcel")]
    [InlineData("#42", "#42 Parcel")]
    [InlineData("reply", "Reply,#42 Parcel")] // an action that is called so goes before a ticket that speaks of it
    public async Task What_the_server_found_stands_among_what_is_here(string written, string found) =>
        Assert.Equal(found, await RankedAsync(written, "[{text:'#42 Parcel',found:true}]"));

    private static async Task<string> RankedAsync(string written, string found)
    {
        var source = JsonSerializer.Serialize(Path.Combine(Repository.Root, "wwwroot", "js", "palette.js"));
        var program = $$"""
            const { readFileSync } = await import('node:fs');
            const source = readFileSync({{source}}, 'utf8').replace(/^import .*$/m, '');
            const m = await import('data:text/javascript;base64,' + Buffer.from(source).toString('base64'));
            const here = ['Reply', 'Internal note', 'Status: Resolved', 'Assignee: Žiga Čeh', 'Mine', 'At risk', 'إعدادات'].map(text => ({ text }));
            process.stdout.write(m.ranked([...{{found}}, ...here], {{JsonSerializer.Serialize(written)}}).map(entry => entry.text).join(','));
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-e", program]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = node.StandardOutput.ReadToEndAsync(limit.Token);
        var error = await node.StandardError.ReadToEndAsync(limit.Token);
        await node.WaitForExitAsync(limit.Token);
        Assert.True(node.ExitCode == 0, error);
        return await output;
    }
}
