using System.Text.Json;
using AgentConsole.Channels.Chat.Before;
using AgentConsole.Channels.Chat.Watching;
using AgentConsole.Common;
using AgentConsole.Sites;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Entry;
using AgentConsole.Tickets.Files;

namespace AgentConsole.Channels.Chat;

internal sealed record HelloRequest(int Protocol, string Site, string? Token, long? After, string? Language, string? Page, IdentityProof? Identity = null, string? Title = null);

internal sealed record SendRequest(string ClientId, string Text, string? Declared = null, IReadOnlyList<string>? Files = null, EntryAnswers? About = null, string? Invitation = null);

/// <param name="Text">What is written so far, where the site's visitors are told that it is read; null for not told.</param>
internal sealed record TypingRequest(bool On, string? Text = null);

/// <param name="Resolution">What the server called the resolution that is rated.</param>
/// <param name="TicketId">An earlier conversation of the visitor's; null for the one that goes on.</param>
internal sealed record RateRequest(long Resolution, int Score, string? Comment, long? TicketId = null);

/// <summary>Reads what a client sent, field by field, so that each mistake is told by its name instead of ending in a failed invocation.</summary>
internal static class ChatRequests
{
    private const int MaxLanguage = 35, MaxPage = 2048, MaxTitle = 200;

    /// <summary>The last millisecond of the year 9999.</summary>
    private const long MaxInstant = 253_402_300_799_999;

    public static Outcome<HelloRequest> Hello(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return Malformed("request");
        if (Field(body, "protocol") is not { } protocol || !TryWhole(protocol, out var version)) return Malformed("protocol");
        if (version != ChatProtocol.Version) return new Refusal("chat.protocol_unsupported", version);
        if (!TryText(Field(body, "site"), Site.MaxKeyLength, out var site) || site is null) return Malformed("site");
        // A token that can't be read is judged as a token, so that its bearer hears what to do.
        if (!TryText(Field(body, "token"), ChatProtocol.MaxFrameBytes, out var token)) return Malformed("token");
        long? after = null;
        if (Field(body, "after") is { } element)
        {
            if (!TryWhole(element, out var seq) || seq < 0) return Malformed("after");
            after = seq;
        }

        if (!TryText(Field(body, "lang"), MaxLanguage, out var language)) return Malformed("lang");
        if (!TryText(Field(body, "page"), MaxPage, out var page)) return Malformed("page");
        if (!TryText(Field(body, "title"), MaxTitle, out var title)) return Malformed("title");
        var signed = Field(body, "identity");
        var identity = signed is { } proof ? IdentityProof.Read(proof) : null;
        if (signed is not null && identity is null) return new Refusal("chat.identity_invalid");
        return new HelloRequest((int)version, site, string.IsNullOrEmpty(token) ? null : token, after, language, page, identity, string.IsNullOrWhiteSpace(title) ? null : title);
    }

    public static Outcome<SendRequest> Send(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return Malformed("request");
        if (!TryText(Field(body, "clientId"), Message.MaxClientIdLength, out var clientId) || string.IsNullOrWhiteSpace(clientId)) return Malformed("clientId");
        if (Field(body, "text") is not { ValueKind: JsonValueKind.String } text) return Malformed("text");
        if (Read(text) is not { } written) return new Refusal("message.not_text");
        if (!TryFiles(Field(body, "files"), out var files)) return Malformed("files");
        if (string.IsNullOrWhiteSpace(written) && files is null) return new Refusal("message.empty");
        if (files is not null && string.IsNullOrWhiteSpace(written)) written = "";
        if (written.Length > Message.MaxLength) return new Refusal("message.too_long", written.Length, Message.MaxLength);
        if (!TryText(Field(body, "declared"), Ticket.MaxDeclaredLength, out var declared)) return Malformed("declared");
        var about = Field(body, "about") is { } answers ? EntryReader.Read(answers) : EntryAnswers.Nothing;
        if (about is null) return Malformed("about");
        if (!TryText(Field(body, "invitation"), InvitationKeys.MaxLength, out var invitation)) return Malformed("invitation");
        return Text.IsStorable(written) ? new SendRequest(clientId, written, string.IsNullOrWhiteSpace(declared) ? null : declared, files, about, invitation) : new Refusal("message.not_text");
    }

    public static Outcome<RateRequest> Rate(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return Malformed("request");
        if (Field(body, "resolution") is not { } resolution || !TryWhole(resolution, out var instant) || instant is < 0 or > MaxInstant) return Malformed("resolution");
        if (Field(body, "score") is not { } score || !TryWhole(score, out var points)) return Malformed("score");
        if (points is < 1 or > 5) return new Refusal("score.range");
        if (!TryText(Field(body, "comment"), ChatProtocol.MaxFrameBytes, out var comment)) return Malformed("comment");
        long? ticket = null;
        if (Field(body, "ticketId") is { } named)
        {
            if (!TryWhole(named, out var id)) return Malformed("ticketId");
            ticket = id;
        }

        return new RateRequest(instant, (int)points, comment, ticket);
    }

    public static Outcome<PastRequest> Past(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return Malformed("request");
        if (Field(body, "ticketId") is not { } named || !TryWhole(named, out var ticket)) return Malformed("ticketId");
        if (Field(body, "before") is not { } before) return new PastRequest(ticket, long.MaxValue);
        return TryWhole(before, out var seq) && seq >= 0 ? new PastRequest(ticket, seq) : Malformed("before");
    }

    public static Outcome<long> Sequence(JsonElement value) => TryWhole(value, out var seq) && seq >= 0 ? seq : Malformed("sequence");

    public static Outcome<bool> Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Malformed("on"),
    };

    /// <summary>A flag alone, or an object that also says what is written.</summary>
    public static Outcome<TypingRequest> Typing(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return Flag(value) is { Succeeded: true } flag ? new TypingRequest(flag.Value) : Malformed("on");
        if (Field(value, "on") is not { } on || Flag(on) is not { Succeeded: true } isOn) return Malformed("on");
        return TryText(Field(value, "text"), TypingSignal.MaxText, out var text) ? new TypingRequest(isOn.Value, text) : Malformed("text");
    }

    private static Refusal Malformed(string field) => new("chat.malformed", field);

    private static JsonElement? Field(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static bool TryWhole(JsonElement value, out long whole)
    {
        whole = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out whole);
    }

    /// <summary>Keys of uploads; null for none.</summary>
    private static bool TryFiles(JsonElement? value, out IReadOnlyList<string>? keys)
    {
        keys = null;
        if (value is not { } element) return true;
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() > MessageFile.MostPerMessage) return false;
        var read = new List<string>();
        foreach (var item in element.EnumerateArray())
        {
            if (!TryText(item, Attachment.KeyLength, out var key) || string.IsNullOrEmpty(key)) return false;
            read.Add(key);
        }

        keys = read.Count == 0 ? null : read;
        return true;
    }

    /// <summary>A missing text is null and fine; one of another kind, too long or not storable is not.</summary>
    private static bool TryText(JsonElement? value, int maxLength, out string? text)
    {
        text = null;
        if (value is not { } element) return true;
        if (element.ValueKind != JsonValueKind.String) return false;
        text = Read(element);
        return text is not null && text.Length <= maxLength && Text.IsStorable(text);
    }

    /// <summary>Null where an escape names half a character, which no string of characters can hold.</summary>
    private static string? Read(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
