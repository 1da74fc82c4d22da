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
    [InlineData(2 * 1024, "loader.js")] // what every page of a site pays
    [InlineData(35 * 1024, "panel.js", "frame.js", "frame-style.css")] // and what is fetched when the chat is opened
    [InlineData(3584, "watch.js", "watching.js")] // and what a site fetches that has its visitors seen
    public void The_built_files_stay_small(int mostCompressed, params string[] names) => Assert.InRange(names.Sum(Compressed), 100, mostCompressed);

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task They_are_sent_compressed_as_the_browser_has_it_to_pages_of_any_origin(string accepted, string? coding)
    {
        await using var host = await ChatHost.StartAsync();
        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None };
        using var http = new HttpClient(handler) { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/widget/loader.js");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var response = await http.SendAsync(request);
        Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        await using Stream body = await response.Content.ReadAsStreamAsync(), plain = coding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var script = new StreamReader(plain);
        Assert.Equal(await File.ReadAllTextAsync(Built("loader.js")), await script.ReadToEndAsync());
    }

    [Theory]
    [InlineData("lang=&page=ar-EG&browser=sl", "ar")]
    [InlineData("lang=sl&page=ar&browser=en", "sl")]
    [InlineData("lang=&page=&browser=sl-SI", "sl")]
    [InlineData("lang=tlh&page=de&browser=fr", "en")]
    public async Task The_launcher_speaks_the_language_of_the_line_or_the_page_or_the_browser(string query, string language)
    {
        await using var host = await ChatHost.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var response = await http.GetAsync(new Uri($"/widget/site.js?site=shop&{query}", UriKind.Relative));
        var script = await response.Content.ReadAsStringAsync();
        Assert.StartsWith("export default {", script, StringComparison.Ordinal);
        using var look = JsonDocument.Parse(script["export default ".Length..].TrimEnd(';'));
        Assert.Equal(language, look.RootElement.GetProperty("lang").GetString());
        Assert.Equal(language == "ar", look.RootElement.GetProperty("rtl").GetBoolean());
        // What did not change is not sent again.
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/widget/site.js?site=shop&{query}");
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using var unchanged = await http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using var nobody = await http.GetAsync(new Uri("/widget/site.js?site=nobody", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
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
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\" data-theme=\"auto\">", page, StringComparison.Ordinal);
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page);
        Assert.Empty(document.QuerySelectorAll("script:not([src]):not([type='application/json'])"));
        Assert.Empty(document.QuerySelectorAll("b"));
        using var config = JsonDocument.Parse(document.GetElementById("config")!.TextContent);
        Assert.Equal("Hello </script><b>there</b>", config.RootElement.GetProperty("look").GetProperty("greeting").GetString());
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

    private static string Built(string name) => Path.Combine(Samples.Root, "wwwroot", "widget", name);

    /// <summary>In bytes.</summary>
    private static long Compressed(string name)
    {
        var file = new FileInfo(Built(name));
        Assert.True(file.Exists, $"{file.FullName} is made by building AgentConsole.");
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(File.ReadAllBytes(file.FullName));
        return compressed.Length;
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
