using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AgentConsole.Common;

/// <summary>A secret that a link carries: 256 random bits. Only its hash is ever kept.</summary>
public static class SecretToken
{
    /// <summary>A new token, 43 characters of base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 as 64 hexadecimal digits. A plain hash is right here: 256 random bits can't be guessed from it.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether a token has this hash, in a time that says nothing about how much of it was right.</summary>
    public static bool Matches(string token, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(token)), Encoding.ASCII.GetBytes(hash));
}
