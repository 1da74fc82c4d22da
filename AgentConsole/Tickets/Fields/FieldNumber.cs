using System.Globalization;

namespace AgentConsole.Tickets.Fields;

/// <summary>
/// Numbers that fields hold: at most eleven digits before the point and four after it. So each has a place of its own in a double, and comparing them is the same in
/// memory and in both databases.
/// </summary>
public static class FieldNumber
{
    public const int Decimals = 4;

    public const decimal Most = 99_999_999_999.9999m;

    /// <summary>A number with a point; null for anything else, and for what is too large or too fine.</summary>
    public static decimal? Read(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) <= Most && decimal.Round(number, Decimals) == number
            ? number
            : null;

    /// <summary>The one way a number is stored: no trailing zeros, no plus.</summary>
    public static string Write(decimal number) => (number == 0 ? 0 : number).ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A number as people write it: with a comma or a point, in digits of any script.</summary>
    public static decimal? ReadWritten(string text)
    {
        var plain = string.Concat(text.Trim().Select(c => char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c is ',' or '٫' ? '.' : c));
        return Read(plain);
    }
}
