using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentConsole.Common;
using AgentConsole.People;

namespace AgentConsole.Channels.Chat;

/// <summary>Somebody whom a site has signed for.</summary>
internal sealed record ChatPerson(string VisitorId, string? Name, string? Email);

/// <summary>What a site's server says of who a visitor is, as it came: nothing in it is true before it was checked.</summary>
/// <param name="At">Seconds since 1970, when it was signed.</param>
/// <param name="Hmac">HMAC-SHA256 in hexadecimal, of id, name, e-mail and instant with a line feed between each.</param>
internal sealed record IdentityProof(string Id, string Name, string Email, long At, string Hmac)
{
    public const int MaxIdLength = 200;

    /// <summary>
    /// How far from now it may have been signed. Within it the same proof may come again: it goes from the site's page to here and nowhere else, whoever could
    /// read it there could read the token as well, and a person's tabs and reconnections all use it.
    /// </summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const long LastSecond = 253_402_300_799;

    /// <summary>Null where it has not the form of one.</summary>
    public static IdentityProof? Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || Line(body, "id", MaxIdLength) is not { Length: > 0 } id) return null;
        if (Line(body, "name", Customer.MaxNameLength) is not { } name || Line(body, "email", CustomerIdentity.MaxValueLength) is not { } email) return null;
        if (!body.TryGetProperty("at", out var at) || at.ValueKind != JsonValueKind.Number || !at.TryGetInt64(out var seconds) || seconds is < 0 or > LastSecond) return null;
        return Line(body, "hmac", 64) is { Length: 64 } hmac && hmac.All(char.IsAsciiHexDigit) ? new IdentityProof(id, name, email, seconds, hmac) : null;
    }

    /// <summary>Who it is, or <c>chat.identity_invalid</c>, <c>chat.identity_expired</c>.</summary>
    /// <param name="current">
    /// The visitor that the connection's token says. Where the proof is the same person's it makes nobody of anybody: its age doesn't count, or each cut after
    /// five minutes would be a failure.
    /// </param>
    public Outcome<ChatPerson> Check(string secret, long siteId, string? current, DateTimeOffset now)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{Id}\n{Name}\n{Email}\n{At}");
        var due = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed));
        if (!CryptographicOperations.FixedTimeEquals(due, Convert.FromHexString(Hmac))) return new Refusal("chat.identity_invalid");
        var visitor = VisitorIds.OfPerson(siteId, Id);
        if (visitor != current && (now - DateTimeOffset.FromUnixTimeSeconds(At)).Duration() > Window) return new Refusal("chat.identity_expired");
        var name = Text.Straight(Name).Trim();
        var email = Email.Length > 0 && CustomerContact.Read(Email) is { Succeeded: true, Value: (IdentityKind.Email, var address) } ? address : null;
        return new ChatPerson(visitor, name.Length > 0 ? name : null, email);
    }

    /// <summary>A text of one line, empty where it is missing; null for anything else.</summary>
    private static string? Line(JsonElement body, string field, int most)
    {
        if (!body.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null) return "";
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString() is { } text && text.Length <= most && Text.IsStorable(text) && !text.Any(char.IsControl) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character, which no text can hold.
            return null;
        }
    }
}
