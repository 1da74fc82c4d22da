using System.Net;
using System.Net.Sockets;

namespace AgentConsole.Common;

/// <summary>Which addresses belong to the public internet: what a person names to be fetched must not lead into the house.</summary>
public static class PublicAddress
{
    /// <summary>IANA's special-purpose blocks of IPv4: this host, private, shared, loopback, link-local, protocols, documentation, benchmarks, multicast, reserved.</summary>
    private static readonly IPNetwork[] s_notPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Of IPv6's global unicast: protocols and Teredo, documentation, and 6to4, which carries an IPv4 address inside.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork s_globalUnicast = IPNetwork.Parse("2000::/3");

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !s_globalUnicast.Contains(address)) return false;
        return address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !Array.Exists(s_notPublic, network => network.Contains(address));
    }
}
