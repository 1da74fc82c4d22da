using System.Globalization;

namespace AgentConsole.Console.Controls;

/// <summary>A size in bytes as people read it, such as 2.5 MB. The units' signs are the same in all our languages.</summary>
internal static class FileSize
{
    private const double Kilobyte = 1024, Megabyte = 1024 * 1024;

    public static string Of(long bytes) => bytes >= Megabyte / 10
        ? string.Create(CultureInfo.CurrentCulture, $"\u2066{bytes / Megabyte:0.#} MB\u2069")
        : string.Create(CultureInfo.CurrentCulture, $"\u2066{Math.Max(1, Math.Round(bytes / Kilobyte)):0} KB\u2069");
}
