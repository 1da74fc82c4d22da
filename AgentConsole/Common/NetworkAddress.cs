using System.Net;
using System.Net.Sockets;

namespace AgentConsole.Common;

/// <summary>An address as limits count it: who holds one IPv6 address holds its whole /64.</summary>
public static class NetworkAddress
{
    /// <summary>The IPv4 address, or the IPv6 address' first 64 bits; the empty text where there is none.</summary>
    public static string Key(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
