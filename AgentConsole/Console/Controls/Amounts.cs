using System.Globalization;
using System.Text;

namespace AgentConsole.Console.Controls;

/// <summary>Amounts of time as people write them into forms: <c>1h 30m</c>, <c>90m</c>, <c>45</c> (minutes), <c>1:30</c>; the same in every language.</summary>
public static class Amounts
{
    private const int MaxLength = 16;

    /// <summary>The amount; null where it can't be read as one.</summary>
    public static TimeSpan? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength) return null;
        var plain = Plain(text);
        if (plain.Split(':') is [var hours, var minutes]) return Whole(hours) is { } h && Whole(minutes) is < 60 and var m ? Sum(h, m, 0) : null;
        long number = -1;
        long[] parts = [0, 0, 0];
        var last = -1;
        foreach (var c in plain)
        {
            if (char.IsAsciiDigit(c))
            {
                number = (number < 0 ? 0 : number * 10) + (c - '0');
                continue;
            }

            if (c == ' ') continue;
            var unit = "hms".IndexOf(c, StringComparison.Ordinal);
            // Each unit once, the larger first.
            if (unit <= last || number < 0) return null;
            (parts[unit], last, number) = (number, unit, -1);
        }

        if (number < 0) return last < 0 ? null : Sum(parts[0], parts[1], parts[2]);
        return last < 0 ? Sum(0, number, 0) : null;
    }

    /// <summary>An amount of whole seconds; empty for none.</summary>
    public static string Write(TimeSpan amount)
    {
        var text = new StringBuilder();
        if ((int)amount.TotalHours is > 0 and var hours) text.Append(CultureInfo.InvariantCulture, $"{hours}h ");
        if (amount.Minutes > 0) text.Append(CultureInfo.InvariantCulture, $"{amount.Minutes}m ");
        if (amount.Seconds > 0) text.Append(CultureInfo.InvariantCulture, $"{amount.Seconds}s ");
        return text.ToString().TrimEnd();
    }

    private static TimeSpan? Sum(long hours, long minutes, long seconds)
    {
        // Far more than any promise may be; what is longer can't be meant.
        const long most = 100_000;
        return hours > most || minutes > most * 60 || seconds > most * 3600 ? null : new TimeSpan((int)hours, (int)minutes, (int)seconds);
    }

    private static long? Whole(string digits) =>
        long.TryParse(digits.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Digits of any script as 0 to 9, letters small.</summary>
    private static string Plain(string text) => string.Concat(text.Trim().Select(c =>
        char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : char.IsWhiteSpace(c) ? ' ' : char.ToLowerInvariant(c)));
}
