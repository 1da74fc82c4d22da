using AgentConsole.Common;

namespace AgentConsole.People.Setup;

/// <summary>
/// The link that opens the set-up page while there is no account. It is printed where only who started the application can read it; only the hash is
/// kept, in memory, so a restart prints another one and the old one is worth nothing.
/// </summary>
public sealed class SetupLink
{
    private volatile string? _hash;

    /// <summary>Makes the link anew, from the root: <c>/setup?token=…</c>.</summary>
    public string Issue()
    {
        var token = SecretToken.New();
        _hash = SecretToken.Hash(token);
        return $"/setup?token={token}";
    }

    public bool Opens(string? token) => _hash is { } hash && token is { Length: > 0 and <= 100 } && SecretToken.Matches(token, hash);

    internal void UseUp() => _hash = null;
}
