using System.Globalization;

namespace AgentConsole.Tickets.Views;

/// <summary>What a row can tell of its ticket, by name: one of <see cref="All"/>, or <c>field7</c> for one of the company's own fields.</summary>
public static class ViewColumns
{
    public const int Most = 6;

    internal const int MaxStored = 200;

    private const string FieldPrefix = "field";

    public static IReadOnlyList<string> All { get; } = ["status", "priority", "team", "assignee", "channel", "created", "updated", "waiting", "tags"];

    public static string OfField(long id) => string.Create(CultureInfo.InvariantCulture, $"{FieldPrefix}{id}");

    /// <summary>The field's id; null for what is no field.</summary>
    public static long? FieldOf(string column) =>
        column.StartsWith(FieldPrefix, StringComparison.Ordinal) && long.TryParse(column.AsSpan(FieldPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public static bool IsKnown(string column) => All.Contains(column) || FieldOf(column) is not null;

    internal static IReadOnlyList<string> Read(string stored) => stored.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
