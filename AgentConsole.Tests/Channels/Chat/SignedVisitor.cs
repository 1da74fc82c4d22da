using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>What a site's own server signs, written from docs/chat-protocol.md alone.</summary>
internal static class SignedVisitor
{
    public static object Sign(string secret, string id, string name = "", string email = "", DateTimeOffset? at = null)
    {
        var seconds = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds();
        var text = string.Create(CultureInfo.InvariantCulture, $"{id}\n{name}\n{email}\n{seconds}");
        return new { id, name, email, at = seconds, hmac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text))) };
    }
}
