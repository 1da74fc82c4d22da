using System.Globalization;
using System.Security.Cryptography;
using AgentConsole.Common;
using Microsoft.AspNetCore.DataProtection;

namespace AgentConsole.Channels.Chat;

/// <summary>Who a token says its bearer is.</summary>
/// <param name="NeedsRenewal">It is older than a day, or expired within the days of grace: the bearer gets a new one.</param>
internal sealed record Visitor(string Id, bool NeedsRenewal);

/// <summary>
/// Signed, expiring visitor tokens. The expiry is inside and read against the injected clock (a time-limited protector
/// has a clock of its own, which no test can move).
/// </summary>
internal sealed class VisitorTokens(IDataProtectionProvider protection, ChatOptions options, TimeProvider time)
{
    public const int MaxLength = 1024;
    private const char Separator = '\n';

    private readonly IDataProtector _protector = protection.CreateProtector("AgentConsole.Chat.VisitorToken.v1");

    public string Issue(string visitorId, string siteKey) =>
        _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{visitorId}{Separator}{siteKey}{Separator}{time.Instant().ToUnixTimeMilliseconds()}"));

    /// <returns>The visitor, or <c>chat.token_invalid</c>, <c>chat.token_other_site</c>, <c>chat.token_expired</c>.</returns>
    public Outcome<Visitor> Read(string token, string siteKey)
    {
        if (token.Length > MaxLength || Open(token) is not [var visitorId, var site, var issued]) return new Refusal("chat.token_invalid");
        if (!string.Equals(site, siteKey, StringComparison.Ordinal)) return new Refusal("chat.token_other_site");
        var age = time.Instant() - DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(issued, CultureInfo.InvariantCulture));
        if (age > TimeSpan.FromDays(options.TokenDays + options.TokenGraceDays)) return new Refusal("chat.token_expired");
        return new Visitor(visitorId, age > TimeSpan.FromDays(1));
    }

    private string[]? Open(string token)
    {
        try
        {
            return _protector.Unprotect(token).Split(Separator);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
