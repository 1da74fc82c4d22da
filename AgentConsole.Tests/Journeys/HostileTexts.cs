using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Tests.Channels.Chat;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Writing;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>What sanitisers are tested with, in every place where somebody's words are shown: it is words, and stays where words are.</summary>
public sealed class HostileTexts(Browser browser) : Journey(browser)
{
    internal const string Cases = "html/cases.jsonl";

    /// <summary>So many cases in one message of the console's conversation; a message has at most ten files.</summary>
    private const int Together = 8;

    // Nobody's words make elements of other kinds, handlers or styles, or stand outside their place.
    private const string Inspect =
        """
        ([root, row, words, allowed]) => {
          const wrong = [], place = document.querySelector(root), box = place.getBoundingClientRect();
          for (const part of place.querySelectorAll(words + ", " + words + " *")) {
            if (!allowed.includes(part.localName)) wrong.push("element " + part.outerHTML.slice(0, 200));
            for (const { name } of part.attributes) if (/^on|^style$|^srcdoc$/.test(name)) wrong.push("attribute " + name + " " + part.outerHTML.slice(0, 200));
            if (part.localName === "a" && !/^(https?:|mailto:)/.test(part.getAttribute("href"))) wrong.push("link " + part.outerHTML.slice(0, 200));
          }
          for (const each of place.querySelectorAll(row + ", " + row + " :not(pre *, .unseen)")) {
            const { left, right, height } = each.getBoundingClientRect();
            if (height > 0 && (left < box.left - 1 || right > box.right + 1)) wrong.push("outside " + each.outerHTML.slice(0, 200));
          }
          if (place.scrollWidth > place.clientWidth) wrong.push("wider than its place");
          if (document.documentElement.scrollWidth > innerWidth) wrong.push("wider than its window");
          return wrong.slice(0, 20);
        }
        """;

    // Presses 'earlier' until there is nothing earlier; each page has come when the press can be repeated, or there is none.
    private const string ShowAll =
        """
        ([button, row]) => new Promise(done => {
          let before = -1;
          const look = () => {
            const there = document.querySelectorAll(row).length, more = document.querySelector(button);
            if (!more || more.hidden) return done(there);
            if (there !== before && !more.disabled) { before = there; more.click(); }
            requestAnimationFrame(look);
          };
          look();
        })
        """;

    private static readonly string[] Allowed = ["p", "div", "span", "strong", "em", "s", "code", "pre", "ul", "ol", "li", "blockquote", "br", "hr", "a", "bdi"];

    [SampleFact(Cases)]
    public async Task None_runs_or_loads_or_leaves_its_place_as_text_or_name_or_file_name_in_the_widget_or_the_console()
    {
        var payloads = Payloads();
        Assert.True(payloads.Count > 2_400, $"{payloads.Count} cases");
        await using var server = await ConsoleServer.StartAsync(Database);
        await using var shop = await Shop.OpenAsync(() => Shop.Page(server.Address, "here"));
        await server.AddSiteAsync(new Site { Key = "here", Name = "Here", AllowedOrigins = shop.Origin });

        var odd = new ConcurrentQueue<string>();
        var page = Watched(await PersonAsync(1440, 900), odd, server.Address, ["/", "/favicon.ico", "/widget/*", "/hubs/chat"]);
        var visitor = new VisitorChat(page);
        await visitor.OpenAsync(shop.Origin);
        await visitor.SayAsync("hello");
        await visitor.WaitForAsync("hello", "sent");
        await using var other = await HubClient.ConnectAsync(new Uri(server.Address, "/hubs/chat"));
        await ChatHost.HelloAsync(other, site: "here");
        await ChatHost.SendAsync(other, "hello");
        await StoreAsync(payloads);

        await visitor.OpenAsync(shop.Origin);
        await visitor.Frame.Locator(".message:not(.greeting)").First.WaitForAsync();
        var frame = page.Frames.Single(one => one.ParentFrame is not null);
        Assert.True(await frame.EvaluateAsync<int>(ShowAll, new[] { ".earlier", ".message" }) > 2 * payloads.Count);
        Assert.Empty(await frame.EvaluateAsync<string[]>(Inspect, new object[] { ".log", ".message", ".message .text, .message .name, .file bdi", Allowed }));
        // What the visitor wrote stands there letter by letter.
        Assert.Equal(payloads, (await frame.EvaluateAsync<string[]>("[...document.querySelectorAll('.me .text')].map(text => text.textContent)")).Skip(1));

        await server.AddAgentAsync("Ana", AgentRole.Admin);
        var ana = await PersonAsync();
        await server.SignInAsync(ana, "Ana");
        Watched(ana, odd, server.Address, ["/ticket/2", "/_blazor*", "/_framework/*", "/_content/*", "/css/*", "/js/*", "/app.css", "/AgentConsole.*", "/icons.svg", "/favicon.svg"]);
        await ana.GotoAsync(server.At("/ticket/2").ToString());
        await ana.Locator(".msg").First.WaitForAsync();
        Assert.True(await ana.EvaluateAsync<int>(ShowAll, new[] { ".talk-earlier", ".msg" }) > 2 * payloads.Count / Together);
        Assert.Empty(await ana.EvaluateAsync<string[]>(Inspect, new object[] { ".talk", ".msg", ".msg-text, .msg-author, .msg-files bdi", Allowed }));
        Assert.Equal(
            payloads.Chunk(Together).Select(some => string.Join('\n', some)),
            (await ana.EvaluateAsync<string[]>("[...document.querySelectorAll('.msg.theirs .msg-text')].map(text => text.textContent)")).Skip(1));
        Assert.Empty(odd);
    }

    /// <summary>Each case by itself into the widget's conversation, several together into the console's: there every page of it is rendered by the server.</summary>
    private async Task StoreAsync(List<string> payloads)
    {
        await using var db = Database.Open();
        var (at, next) = (new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), 1_000_000L);
        foreach (var payload in payloads) Add(1, payload, payload, [payload]);
        foreach (var some in payloads.Chunk(Together)) Add(2, string.Join('\n', some), some[0], some);
        await db.SaveChangesAsync();

        void Add(long ticket, string text, string name, string[] files)
        {
            var message = new Message { Id = next, TicketId = ticket, Seq = next, At = at, AuthorKind = ActorKind.Customer, AuthorName = Cut(name, 200), Text = text };
            var sent = files.Select(file => new MessageFile(string.Create(CultureInfo.InvariantCulture, $"k{next++}"), Cut(file, 120), "text/plain", 10)).ToList();
            db.Add(message with { Files = sent });
            next++;
            db.Add(message with { Id = next, Seq = next, AuthorKind = ActorKind.Agent, AuthorId = 7 });
            next++;
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>A page that says what it should not do: open a dialog, ask for what is none of its own files, run into its policy.</summary>
    private static IPage Watched(IPage page, ConcurrentQueue<string> odd, Uri console, string[] expected)
    {
        page.Dialog += (_, dialog) =>
        {
            odd.Enqueue($"dialog {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Host != console.Host || !expected.Any(path => path.EndsWith('*') ? address.AbsolutePath.StartsWith(path[..^1], StringComparison.Ordinal) : address.AbsolutePath == path))
                odd.Enqueue($"request {request.Url}");
        };
        page.Console += (_, line) =>
        {
            if (line.Text.Contains("Content Security Policy", StringComparison.Ordinal)) odd.Enqueue(line.Text);
        };
        return page;
    }

    [SampleFact(Cases)]
    public void None_becomes_anything_but_the_few_kinds_of_Markdown_and_their_safe_links()
    {
        foreach (var payload in Payloads())
            Assert.All(Links(JsonSerializer.SerializeToElement(MarkedText.ToWire(payload), JsonSerializerOptions.Web)), href => Assert.Matches("^(https?://|mailto:)", href));
    }

    /// <summary>Both frameworks escape what they are given as text; this holds the doors through which text becomes markup to those that nobody's words pass.</summary>
    [Fact]
    public void Nothing_that_people_write_is_made_into_markup()
    {
        string[] doors = ["MarkupString", "AddMarkupContent", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "srcdoc", "eval(", "new Function", "setHTMLUnsafe", "createContextualFragment"];
        string[] known = ["Icon.razor", "PriorityStyles.razor"]; // the icons' and priorities' own drawings
        var sources = new[] { "AgentConsole", "wwwroot/js", "widget/src" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Samples.Root, folder), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".js" or ".ts" && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)).ToList();
        Assert.True(sources.Count > 500, $"{sources.Count} sources");
        Assert.All(sources.Where(file => !known.Contains(Path.GetFileName(file), StringComparer.Ordinal)), file =>
        {
            var text = File.ReadAllText(file);
            Assert.All(doors, door => Assert.DoesNotContain(door, text, StringComparison.Ordinal));
        });
    }

    internal static List<string> Payloads() => [.. File.ReadLines(Samples.PathOf(Cases)).Select(Payload).Where(text => text.Length is > 0 and <= Message.MaxLength)];

    private static string Payload(string line)
    {
        using var parsed = JsonDocument.Parse(line);
        // No store keeps a NUL, and no client sends one.
        return parsed.RootElement.GetProperty("payload").GetString()!.Replace("\0", "", StringComparison.Ordinal).Trim();
    }

    /// <summary>Every address of an <c>a</c>, however deep.</summary>
    private static IEnumerable<string> Links(JsonElement mark)
    {
        if (mark.ValueKind != JsonValueKind.Array) yield break;
        var parts = mark.EnumerateArray().ToList();
        if (parts is [{ ValueKind: JsonValueKind.String } name, { ValueKind: JsonValueKind.String } href, ..] && name.GetString() == "a") yield return href.GetString()!;
        foreach (var link in parts.SelectMany(Links)) yield return link;
    }
}
