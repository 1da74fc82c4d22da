using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgentConsole.Common;

/// <summary>
/// Fetches what a person named by its address, from the public internet only. The address is checked where the connection is made, not where the name is
/// read, so neither a redirect nor a name that changes its mind leads to a private place.
/// </summary>
public sealed class PublicHttp : IDisposable
{
    public const int MaxRedirects = 5;

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly Func<IPAddress, bool> _mayReach;

    public PublicHttp(TimeProvider time) : this(time, PublicAddress.IsPublic)
    {
    }

    /// <summary>For tests, whose servers stand on this machine.</summary>
    internal PublicHttp(TimeProvider time, Func<IPAddress, bool> mayReach)
    {
        (_time, _mayReach) = (time, mayReach);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would make the connection in our place, and look at no address.
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = TimeSpan.FromSeconds(30),
            ConnectCallback = ConnectAsync,
        })
        { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("AgentConsole");
    }

    /// <summary>
    /// The text at an address, as UTF-8. Refusals: <c>fetch.not_an_address</c>, <c>fetch.not_public</c>, <c>fetch.unreachable</c>, <c>fetch.answered</c> (the status),
    /// <c>fetch.too_long</c> (kilobytes), <c>fetch.too_slow</c> (seconds), <c>fetch.too_many_redirects</c>.
    /// </summary>
    /// <param name="maxBytes">Of the body, once it is decompressed.</param>
    public async Task<Outcome<string>> TextAsync(string address, int maxBytes, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) || !IsHttp(uri)) return new Refusal("fetch.not_an_address");
        using var limit = new CancellationTokenSource(Timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            for (var redirects = 0; redirects <= MaxRedirects; redirects++)
            {
                using var response = await _http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, both.Token);
                if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
                {
                    if (!Uri.TryCreate(uri, location, out var next) || !IsHttp(next)) return new Refusal("fetch.not_an_address");
                    uri = next;
                    continue;
                }

                return response.IsSuccessStatusCode
                    ? await ReadAsync(response.Content, maxBytes, both.Token)
                    : new Refusal("fetch.answered", (int)response.StatusCode);
            }

            return new Refusal("fetch.too_many_redirects", MaxRedirects);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Refusal("fetch.too_slow", Timeout.TotalSeconds);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException)
        {
            return failure.InnerException is NotPublicException ? new Refusal("fetch.not_public") : new Refusal("fetch.unreachable");
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsHttp(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp;

    private static async Task<Outcome<string>> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[maxBytes + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length > maxBytes ? new Refusal("fetch.too_long", maxBytes / 1024) : Encoding.UTF8.GetString(bytes, 0, length);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var reachable = Array.FindAll(addresses, address => _mayReach(address));
        if (reachable.Length == 0 && addresses.Length > 0) throw new NotPublicException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reachable, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class NotPublicException : IOException;
}
