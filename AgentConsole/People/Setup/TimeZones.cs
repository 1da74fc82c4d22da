using NodaTime;
using NodaTime.TimeZones;

namespace AgentConsole.People.Setup;

/// <summary>The time zones that a company can choose, by their IANA names.</summary>
public static class TimeZones
{
    public const string Default = "Etc/UTC";

    /// <summary>One for each place whose clocks differ or have differed, and UTC; in the order of their names.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. TzdbDateTimeZoneSource.Default.ZoneLocations!.Select(location => location.ZoneId).Append(Default).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>True for every name of the tz database, older ones that browsers still say too.</summary>
    public static bool IsKnown(string? name) => name is { Length: > 0 and <= 64 } && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null;
}
