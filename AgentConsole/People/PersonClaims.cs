using System.Globalization;
using System.Security.Claims;
using AgentConsole.People.Identity;
using AgentConsole.People.Links;
using AgentConsole.People.Tokens;

namespace AgentConsole.People;

/// <summary>What a signed-in person's cookie says, and what it allows.</summary>
public static class PersonClaims
{
    /// <summary>The authentication type of an account's identity.</summary>
    public const string AccountIdentity = "account";

    /// <summary>The authentication type of an identity that a wall link gave.</summary>
    public const string WallLinkIdentity = "wall-link";

    /// <summary>The authentication type of an identity that an API token gave.</summary>
    public const string ApiTokenIdentity = "api-token";

    internal const string Stamp = "stamp", Language = "language", WallLink = "wall_link", Allows = "allows";

    internal static ClaimsPrincipal Principal(Account account) => new(new ClaimsIdentity(
    [
        new Claim(ClaimTypes.NameIdentifier, account.Id.ToString(CultureInfo.InvariantCulture)),
        new Claim(ClaimTypes.Name, account.DisplayName),
        new Claim(ClaimTypes.Role, account.Role.ToString()),
        new Claim(Stamp, account.SecurityStamp ?? ""),
        new Claim(Language, account.Language),
    ], AccountIdentity));

    internal static ClaimsIdentity Wall(WallLinkInfo link) => new(
    [
        new Claim(ClaimTypes.Name, link.Label),
        new Claim(WallLink, link.Id.ToString(CultureInfo.InvariantCulture)),
    ], WallLinkIdentity);

    internal static ClaimsIdentity Token(ApiTokenInfo token) => new([new Claim(ClaimTypes.Name, token.Label), new Claim(Allows, token.Allows)], ApiTokenIdentity);

    /// <summary>The agent's id; null for a stranger and for a wall screen.</summary>
    public static long? AgentId(this ClaimsPrincipal user) => Number(Account(user), ClaimTypes.NameIdentifier);

    /// <summary>The agent's role; null for a stranger and for a wall screen.</summary>
    public static AgentRole? AgentRole(this ClaimsPrincipal user) =>
        Enum.TryParse<AgentRole>(Account(user)?.FindFirst(ClaimTypes.Role)?.Value, out var role) ? role : null;

    /// <summary>Whether this person may do what the permission says (a name in <see cref="Permissions"/>).</summary>
    public static bool May(this ClaimsPrincipal user, string permission) =>
        (user.AgentRole() is { } role && Permissions.Allows(role, permission))
        || (permission == Permissions.WallView && user.WallLinkId() is not null)
        || user.Identities.Any(identity => identity.AuthenticationType == ApiTokenIdentity && identity.HasClaim(Allows, permission));

    internal static long? WallLinkId(this ClaimsPrincipal user) =>
        Number(user.Identities.FirstOrDefault(identity => identity.AuthenticationType == WallLinkIdentity), WallLink);

    internal static string? SessionStamp(this ClaimsPrincipal user) => Account(user)?.FindFirst(Stamp)?.Value;

    internal static string? SessionLanguage(this ClaimsPrincipal user) => Account(user)?.FindFirst(Language)?.Value;

    private static ClaimsIdentity? Account(ClaimsPrincipal user) =>
        user.Identities.FirstOrDefault(identity => identity.AuthenticationType == AccountIdentity);

    private static long? Number(ClaimsIdentity? identity, string claim) =>
        long.TryParse(identity?.FindFirst(claim)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
