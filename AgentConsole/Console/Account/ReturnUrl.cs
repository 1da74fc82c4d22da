namespace AgentConsole.Console.Account;

/// <summary>Where to go after signing in: a place in this application, never another site.</summary>
internal static class ReturnUrl
{
    public const string Home = "/inbox";

    /// <summary>The address where it is a path from this root, else <see cref="Home"/>. Browsers read <c>//host</c> and <c>/\host</c> as another site.</summary>
    public static string Local(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : Home;
}
