using System.Text.Json;
using System.Text.Json.Serialization;
using AgentConsole.Common;
using AgentConsole.Sites.Visitors;

namespace AgentConsole.Channels.Chat.Watching;

/// <summary>The first message of a page: whose it is, and what it shows.</summary>
/// <param name="Id">What the server called this tab before; null for a new one.</param>
internal sealed record WatchHello(string? Id, string? Token, string Language, int Visits, TimeSpan? Invited, TimeSpan? Declined, VisitorPage Page);

/// <summary>What became of an invitation on the page.</summary>
internal sealed record WatchAnswer(string Invitation, InviteStage Stage);

/// <summary>What pages say and are told over <c>/widget/watch</c>, as docs/chat-protocol.md has it. Anything else is null: the connection is not worth keeping.</summary>
internal static class WatchMessages
{
    private const int IdLength = 32, MaxLanguage = 35, MaxVisits = 1_000_000;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static object? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = 4 });
            var body = document.RootElement;
            if (body.ValueKind != JsonValueKind.Object) return null;
            if (body.TryGetProperty("hello", out _)) return Hello(body);
            if (body.TryGetProperty("invitation", out _)) return Answer(body);
            return body.TryGetProperty("page", out _) ? Page(body) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static byte[] Welcome(string? id) => JsonSerializer.SerializeToUtf8Bytes(new { id }, s_json);

    /// <param name="key">What goes back with the visitor's first message.</param>
    public static byte[] Invite(Invitation invitation, string key, string language) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            invitation = new
            {
                invitation.Id,
                key,
                from = invitation.AgentId is null ? "bot" : "agent",
                name = invitation.By,
                invitation.Text,
                words = new { answer = ChatWords.Say("Invite.Answer", language), close = ChatWords.Say("Invite.Close", language) },
            },
        },
        s_json);

    private static WatchHello? Hello(JsonElement body)
    {
        if (Page(body) is not { } page) return null;
        var id = Text(body, "id", IdLength);
        return new WatchHello(
            id is { Length: IdLength } && id.All(char.IsAsciiHexDigitLower) ? id : null, Text(body, "token", VisitorTokens.MaxLength), ChatWords.Language(Text(body, "lang", MaxLanguage)),
            (int)Math.Clamp(Whole(body, "visits") ?? 1, 1, MaxVisits), Ago(body, "invited"), Ago(body, "declined"), page);
    }

    private static WatchAnswer? Answer(JsonElement body) => (Text(body, "invitation", IdLength), Text(body, "did", IdLength)) switch
    {
        ({ } id, "shown") => new WatchAnswer(id, InviteStage.Shown),
        ({ } id, "accepted") => new WatchAnswer(id, InviteStage.Accepted),
        ({ } id, "declined") => new WatchAnswer(id, InviteStage.Declined),
        _ => null,
    };

    private static VisitorPage? Page(JsonElement body) =>
        Text(body, "page", int.MaxValue) is { } page && body.TryGetProperty("visible", out var visible) && visible.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new VisitorPage(Cut(page, VisitorPage.MaxPage), Cut(Text(body, "title", int.MaxValue), VisitorPage.MaxTitle), Cut(Text(body, "referrer", int.MaxValue), VisitorPage.MaxPage), visible.GetBoolean())
            : null;

    private static string? Text(JsonElement body, string name, int most) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= most && Common.Text.IsStorable(text) ? text : null;

    private static long? Whole(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole) ? whole : null;

    /// <summary>Milliseconds that have passed, by the device's clock; a clock that was set back means just now.</summary>
    private static TimeSpan? Ago(JsonElement body, string name) =>
        Whole(body, name) is { } passed ? TimeSpan.FromMilliseconds(Math.Clamp(passed, 0, (long)TimeSpan.FromDays(3650).TotalMilliseconds)) : null;

    /// <summary>One line, however it was written.</summary>
    private static string Cut(string? text, int most) => text is null ? "" : Common.Text.Preview(Common.Text.Straight(text), most);
}
