using System.Globalization;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Search;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Console.Search;

/// <summary>What the search page shows, as its URL says it. What is not said, or not understood, is not asked.</summary>
/// <param name="Days">How old a hit may be; null for any age.</param>
public sealed record SearchAddress(string Text = "", bool? Open = null, int? PriorityId = null, TicketChannel? Channel = null, bool Mine = false, int? Days = null)
{
    public static IReadOnlyList<int> Periods { get; } = [7, 30, 365];

    public static SearchAddress Parse(string? text, string? status, int? priority, string? channel, string? who, int? days) => new(
        text is null ? "" : text[..Math.Min(text.Length, SearchQuery.MaxLength)],
        status switch { "open" => true, "done" => false, _ => null },
        priority,
        Enum.TryParse<TicketChannel>(channel, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null,
        who == "me",
        days is { } asked && Periods.Contains(asked) ? asked : null);

    public SearchQuery Query(long me, DateTimeOffset now) =>
        new(Text, Open, PriorityId, Channel, Mine ? me : null, Since: Days is { } days ? now.AddDays(-days) : null);

    public override string ToString()
    {
        var parts = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (Text.Length > 0) parts["q"] = Text;
        if (Open is { } open) parts["status"] = open ? "open" : "done";
        if (PriorityId is { } priority) parts["priority"] = priority.ToString(CultureInfo.InvariantCulture);
        if (Channel is { } channel) parts["channel"] = channel.ToString().ToLowerInvariant();
        if (Mine) parts["who"] = "me";
        if (Days is { } days) parts["days"] = days.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString("/search", parts);
    }
}
