using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>The widget's built files and the page that carries them.</summary>
public sealed class WidgetFiles
{
    [Theory]
    [InlineData("loader.js", 4 * 1024)]
    [InlineData("frame.js", 26 * 1024)]
    [InlineData("frame-style.css", 3 * 1024)]
    public void A_built_file_stays_small(string name, int mostCompressed)
    {
        var file = new FileInfo(Path.Combine(Samples.Root, "wwwroot", "widget", name));
        Assert.True(file.Exists, $"{file.FullName} is made by building AgentConsole.");
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(File.ReadAllBytes(file.FullName));
        Assert.InRange(compressed.Length, 100, mostCompressed);
    }

    [Fact]
    public async Task The_sources_have_no_type_errors_and_their_laws_hold()
    {
        Assert.Equal("", await RunAsync("node_modules/typescript/bin/tsc", "--noEmit", "-p", "."));
        Assert.Equal("", await RunAsync("test.mjs"));
    }

    [Fact]
    public async Task The_frame_names_who_may_embed_it_and_holds_no_script_of_its_own()
    {
        await using var host = await ChatHost.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var response = await http.GetAsync(new Uri($"/widget/frame?site=shop&lang=ar-EG&parent={ChatHost.ShopOrigin}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var csp = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", csp, StringComparison.Ordinal);
        Assert.EndsWith($"frame-ancestors 'self' {ChatHost.ShopOrigin}", csp, StringComparison.Ordinal);

        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", page, StringComparison.Ordinal);
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page);
        Assert.Empty(document.QuerySelectorAll("script:not([src]):not([type='application/json'])"));
        Assert.Empty(document.QuerySelectorAll("b"));
        using var config = JsonDocument.Parse(document.GetElementById("config")!.TextContent);
        Assert.Equal("Hello </script><b>there</b>", config.RootElement.GetProperty("greeting").GetString());
        Assert.Equal(ChatHost.ShopOrigin, config.RootElement.GetProperty("parent").GetString());
        foreach (var file in document.QuerySelectorAll("script[src]").Select(s => s.GetAttribute("src")).Append(document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")))
        {
            using var asset = await http.GetAsync(new Uri(file!, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
        }
    }

    [Theory]
    [InlineData("/widget/frame?site=nobody", HttpStatusCode.NotFound)]
    [InlineData("/widget/frame", HttpStatusCode.NotFound)]
    [InlineData("/widget/frame?site=shop&parent=https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("/widget/frame?site=shop&parent=javascript:alert(1)", HttpStatusCode.Forbidden)]
    public async Task The_frame_is_refused_to_strangers(string path, HttpStatusCode status)
    {
        await using var host = await ChatHost.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(status, response.StatusCode);
        Assert.DoesNotContain("evil.example", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
    }

    /// <returns>What it complains of; empty where it is content.</returns>
    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Path.Combine(Samples.Root, "widget"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? "" : $"exit code {process.ExitCode}: {await output}{await errors}";
    }
}
