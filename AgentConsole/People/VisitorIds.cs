using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentConsole.People;

/// <summary>
/// What visitors of sites are known by (<see cref="IdentityKind.Visitor"/>): somebody without a name by a random number of their browser's, somebody whom a site has
/// signed for by one made of the site and its own name for them, the same on each device. What such a person had written before it was known who they are stays
/// with the customer it was written as; those are the person's parts, numbered, so that the person reads on and anybody else's browser does not.
/// </summary>
public static class VisitorIds
{
    /// <summary>So many conversations without a name can become one person's.</summary>
    public const int MostParts = 20;

    private const char Person = 'u';

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <param name="id">The site's own name for the person.</param>
    public static string OfPerson(long siteId, string id) =>
        Person + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{siteId}\n{id}"))))[..31];

    /// <summary>True for somebody whom a site has signed for.</summary>
    public static bool IsPerson(string visitorId) => visitorId.StartsWith(Person);

    /// <summary>All identities that a visitor may have.</summary>
    public static IReadOnlyList<string> AllOf(string visitorId) =>
        IsPerson(visitorId) ? [visitorId, .. Enumerable.Range(1, MostParts - 1).Select(part => string.Create(CultureInfo.InvariantCulture, $"{visitorId}.{part}"))] : [visitorId];

    /// <summary>The visitor whose identity it is.</summary>
    public static string Whose(string identity) => identity.IndexOf('.', StringComparison.Ordinal) is > 0 and var end ? identity[..end] : identity;
}
