using System.Globalization;
using System.Text;

namespace AgentConsole.Tickets.Files;

/// <summary>Names of files as they are shown and as they are saved: no folders, nothing unseen, and an ending that says what the file is.</summary>
public static class FileNames
{
    /// <summary>In UTF-16 units.</summary>
    public const int MaxLength = 120;

    private const int MaxEnding = 10;

    private static readonly Dictionary<string, string[]> Endings = new(StringComparer.Ordinal)
    {
        [FileTypes.Png] = ["png"],
        [FileTypes.Jpeg] = ["jpg", "jpeg", "jfif"],
        [FileTypes.Gif] = ["gif"],
        [FileTypes.WebP] = ["webp"],
        ["image/heic"] = ["heic", "heif"],
        ["image/avif"] = ["avif"],
        ["image/tiff"] = ["tiff", "tif"],
        [FileTypes.Svg] = ["svg"],
        ["application/pdf"] = ["pdf"],
        [FileTypes.Zip] = ["zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"],
        [FileTypes.Ole] = ["doc", "xls", "ppt", "msg"],
        ["application/gzip"] = ["gz", "tgz"],
        ["application/x-7z-compressed"] = ["7z"],
        ["application/vnd.rar"] = ["rar"],
        ["video/webm"] = ["webm", "mkv"],
        ["video/mp4"] = ["mp4", "m4v"],
        ["video/quicktime"] = ["mov"],
        ["audio/ogg"] = ["ogg", "oga", "ogv", "opus"],
        ["audio/mpeg"] = ["mp3"],
        ["audio/mp4"] = ["m4a", "m4b"],
        ["audio/wav"] = ["wav"],
        [FileTypes.Html] = ["html", "htm"],
        // No ending by which a double click would run it.
        [FileTypes.PlainText] = ["txt", "log", "csv", "tsv", "md", "json", "xml", "yaml", "yml", "ini", "conf", "cfg", "eml", "ics", "vcf", "srt", "sql"],
    };

    /// <summary>The name to show. Where the ending says something else than the content is, the right one is put after it: <c>invoice.pdf.png</c>.</summary>
    /// <param name="type">What the content is (<see cref="FileTypes"/>).</param>
    public static string Clean(string? name, string type)
    {
        var seen = Seen(name ?? "");
        var dot = seen.LastIndexOf('.');
        var ending = dot > 0 && seen.Length - dot - 1 is > 0 and <= MaxEnding ? seen[(dot + 1)..].ToLowerInvariant() : "";
        var (stem, after) = ending.Length > 0 ? (seen[..dot], seen[dot..]) : (seen, "");
        if (!Endings.TryGetValue(type, out var right)) right = ["bin"];
        if (!right.Contains(ending, StringComparer.Ordinal)) after += $".{right[0]}";
        if (stem.Length == 0) stem = "file";
        return Cut(stem, MaxLength - after.Length) + after;
    }

    /// <summary>What follows the last folder, without characters that nobody sees: those that turn the direction of what follows make <c>exe.png</c> of <c>gnp.exe</c>.</summary>
    public static string Seen(string name)
    {
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var seen = new StringBuilder(Math.Min(name.Length, 1024));
        foreach (var rune in name.EnumerateRunes())
        {
            if (seen.Length > 1024) break;
            var isSeen = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate) && rune != Rune.ReplacementChar;
            if (!isSeen) continue;
            // What a file system or a shell would take for something else.
            seen.Append("<>:\"|?*".Contains((char)Math.Min(rune.Value, char.MaxValue), StringComparison.Ordinal) ? "_" : rune.ToString());
        }

        return seen.ToString().Trim(' ', '.');
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
