namespace AgentConsole.Sites;

/// <summary>Origins as browsers send them: scheme, host and port.</summary>
internal static class Origins
{
    /// <summary>The origin of a text in the form browsers use (lower case, no default port); null where it is none (a path, a wildcard, another scheme, <c>null</c>).</summary>
    public static string? Normalise(string? text)
    {
        if (text is null || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)) return null;
        var isOrigin = uri.Scheme is "http" or "https" && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" } && Uri.CheckHostName(uri.IdnHost) != UriHostNameType.Unknown;
        if (!isOrigin) return null;
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        return uri.IsDefaultPort ? $"{uri.Scheme}://{host}" : $"{uri.Scheme}://{host}:{uri.Port}";
    }

    /// <summary>The origins of a site that can be used, each once.</summary>
    public static IReadOnlyList<string> Parse(string list) =>
        [.. list.Split([' ', '\n', '\r', '\t', ','], StringSplitOptions.RemoveEmptyEntries).Select(Normalise).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The console's own, as this request names it.</summary>
    public static string Of(HttpRequest request) => Normalise($"{request.Scheme}://{request.Host.ToUriComponent()}") ?? "";

    /// <summary>
    /// True where the origin is the console itself. The scheme isn't compared, for a proxy may have taken TLS off:
    /// whoever holds the host's name holds both.
    /// </summary>
    public static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
