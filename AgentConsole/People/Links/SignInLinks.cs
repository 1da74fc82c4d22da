using System.Collections.Concurrent;
using AgentConsole.Common;

namespace AgentConsole.People.Links;

/// <summary>
/// Links that sign in without a password, for demonstrations only: they work where the application was started with <c>--demo</c>, until it stops or
/// twelve hours have passed. Only hashes are kept, in memory.
/// </summary>
public sealed class SignInLinks(IConfiguration configuration, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (long AccountId, DateTimeOffset Until)> _links = new(StringComparer.Ordinal);

    public static TimeSpan Lasts { get; } = TimeSpan.FromHours(12);

    /// <summary>Configuration key <c>Demo</c>, which <c>--demo</c> sets.</summary>
    public bool Enabled { get; } = configuration.GetValue<bool>("Demo");

    /// <summary>The link from the root: <c>/sign-in/link?token=…</c>; it takes <c>&amp;returnUrl=</c> too.</summary>
    public string Create(long accountId)
    {
        if (!Enabled) throw new InvalidOperationException("Sign-in links are for demonstrations: start with --demo.");
        var token = SecretToken.New();
        _links[SecretToken.Hash(token)] = (accountId, time.Instant() + Lasts);
        return $"/sign-in/link?token={token}";
    }

    /// <summary>The account that a link's token signs in; null for a forged or expired one, and always outside a demonstration.</summary>
    public long? Check(string? token) =>
        Enabled && token is { Length: > 0 and <= 100 } && _links.TryGetValue(SecretToken.Hash(token), out var link) && link.Until > time.Instant()
            ? link.AccountId
            : null;
}
