using System.Globalization;
using System.Text;
using AgentConsole.Common;

namespace AgentConsole.Channels.Chat;

/// <summary>A visitor's own conversation as a text file, to keep. The files' pass says whose: it opens that conversation and no other.</summary>
internal sealed class Transcript(VisitorFiles files, ChatHistory history, TimeProvider time)
{
    public const string Path = "/widget/transcript";

    /// <summary>The newest so many pages of messages; nobody has talked so long.</summary>
    private const int MostPages = 100;

    private const int MaxZone = 64;

    /// <param name="zone">The IANA time zone of the visitor's clock; another is as none, and instants are told in UTC.</param>
    public async Task<IResult> ShowAsync(HttpContext http, string? pass, string? lang, string? zone)
    {
        // Whatever is wrong, the answer is the same.
        if (files.VisitorOf(pass) is not { } visitor || await history.FindAsync(visitor, http.RequestAborted) is not { } known) return Results.NotFound();
        var (language, clock) = (ChatWords.Language(lang), zone is { Length: <= MaxZone } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc);
        var messages = await ReadAsync([.. known.Tickets.Select(ticket => ticket.Id)], http.RequestAborted);
        var text = Write(messages, language, clock);
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = "sandbox";
        var day = TimeZoneInfo.ConvertTime(time.Instant(), clock).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Results.File(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", $"chat-{day}.txt");
    }

    private async Task<IReadOnlyList<ChatMessage>> ReadAsync(IReadOnlyList<long> tickets, CancellationToken cancellationToken)
    {
        var pages = new List<IReadOnlyList<ChatMessage>>();
        for (var (before, more) = (long.MaxValue, true); more && pages.Count < MostPages;)
        {
            var page = await history.BeforeAsync(tickets, before, cancellationToken);
            pages.Add(page.Messages);
            (before, more) = (page.More ? page.Messages[0].Seq : 0, page.More);
        }

        pages.Reverse();
        return [.. pages.SelectMany(page => page)];
    }

    /// <summary>Who said what when; a line of a message never looks like the beginning of another.</summary>
    private static string Write(IReadOnlyList<ChatMessage> messages, string language, TimeZoneInfo clock)
    {
        var text = new StringBuilder();
        foreach (var message in messages)
        {
            var at = TimeZoneInfo.ConvertTime(message.At, clock).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
            var who = message.From == "me" ? ChatWords.Say("Widget.You", language) : message.From == "system" ? "*" : Text.Straight(message.Name);
            text.Append('[').Append(at).Append("] ").Append(who).Append('\n');
            foreach (var line in message.Text.ReplaceLineEndings("\n").Split('\n').Where((line, at) => line.Length > 0 || at > 0)) text.Append("    ").Append(line).Append('\n');
            foreach (var file in message.Files ?? []) text.Append("    · ").Append(Text.Straight(file.Name)).Append('\n');
            text.Append('\n');
        }

        return text.ToString();
    }
}
