using System.Buffers.Binary;
using System.Text;

namespace AgentConsole.Tickets.Files;

/// <summary>What a content is, by its first bytes. Names and headers are somebody's word and are not asked.</summary>
public static class FileTypes
{
    public const int MaxLength = 60;

    /// <summary>How many of the first bytes decide.</summary>
    public const int HeadLength = 4096;

    public const string Unknown = "application/octet-stream", Executable = "application/x-executable", Html = "text/html", Svg = "image/svg+xml", PlainText = "text/plain";

    public const string Png = "image/png", Jpeg = "image/jpeg", Gif = "image/gif", WebP = "image/webp", Zip = "application/zip", Ole = "application/x-ole-storage";

    private static readonly (byte[] Magic, string Type)[] Beginnings =
    [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], Png),
        ([0xFF, 0xD8, 0xFF], Jpeg),
        ([.. "GIF87a"u8], Gif),
        ([.. "GIF89a"u8], Gif),
        ([.. "%PDF-"u8], "application/pdf"),
        ([0x50, 0x4B, 0x03, 0x04], Zip),
        ([0x50, 0x4B, 0x05, 0x06], Zip),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], Ole),
        ([0x1F, 0x8B], "application/gzip"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        ([.. "Rar!\x1A\x07"u8], "application/vnd.rar"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        ([.. "OggS"u8], "audio/ogg"),
        ([.. "ID3"u8], "audio/mpeg"),
        ([0xFF, 0xFB], "audio/mpeg"),
        ([0xFF, 0xF3], "audio/mpeg"),
        ([0xFF, 0xF2], "audio/mpeg"),
        ([0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
        ([.. "MZ"u8], Executable),
        ([0x7F, 0x45, 0x4C, 0x46], Executable),
        ([0xCA, 0xFE, 0xBA, 0xBE], Executable),
        ([0xFE, 0xED, 0xFA, 0xCE], Executable),
        ([0xFE, 0xED, 0xFA, 0xCF], Executable),
        ([0xCE, 0xFA, 0xED, 0xFE], Executable),
        ([0xCF, 0xFA, 0xED, 0xFE], Executable),
        ([.. "#!"u8], Executable),
        ([0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00], Executable),
    ];

    // A browser that is shown one of these as a page runs what is in it, wherever in its beginning it stands.
    private static readonly string[] Markup = ["<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<object", "<embed", "<style", "<form", "<meta"];

    /// <summary>The content's type; <see cref="Unknown"/> where nothing of it is known.</summary>
    /// <param name="head">Its first <see cref="HeadLength"/> bytes, or all where it is shorter.</param>
    public static string Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("RIFF"u8) && head.Length >= 12) return head[8..12] switch
        {
            var kind when kind.SequenceEqual("WEBP"u8) => WebP,
            var kind when kind.SequenceEqual("WAVE"u8) => "audio/wav",
            _ => Unknown,
        };
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8)) return OfBoxes(Encoding.ASCII.GetString(head[8..12]));
        foreach (var (magic, type) in Beginnings)
        {
            if (head.StartsWith(magic) && IsPlausible(head, type)) return type;
        }

        return OfText(head);
    }

    // Two letters are no proof: text may begin with them.
    private static bool IsPlausible(ReadOnlySpan<byte> head, string type) =>
        type != Executable || !head.StartsWith("MZ"u8) || (head.Length >= 64 && BinaryPrimitives.ReadInt32LittleEndian(head[60..64]) > 0 && head[..64].Contains((byte)0));

    private static string OfBoxes(string brand) => brand switch
    {
        "heic" or "heix" or "hevc" or "mif1" or "msf1" => "image/heic",
        "avif" or "avis" => "image/avif",
        "M4A " or "M4B " => "audio/mp4",
        "qt  " => "video/quicktime",
        _ => "video/mp4",
    };

    private static string OfText(ReadOnlySpan<byte> head)
    {
        if (head.Length == 0) return PlainText;
        var encoding = head.StartsWith((byte[])[0xFF, 0xFE]) ? Encoding.Unicode : head.StartsWith((byte[])[0xFE, 0xFF]) ? Encoding.BigEndianUnicode : new UTF8Encoding(false, throwOnInvalidBytes: false);
        var text = encoding.GetString(head).TrimStart('\uFEFF');
        // The last character may be cut in half by the head's end; anything else that is no character is no text.
        if (text.TrimEnd('\uFFFD').Contains('\uFFFD', StringComparison.Ordinal) || text.Any(letter => char.IsControl(letter) && letter is not ('\t' or '\n' or '\r' or '\f' or '\u001b')))
            return Unknown;
        var small = text.ToLowerInvariant();
        if (small.TrimStart().StartsWith("<svg", StringComparison.Ordinal) || (small.Contains("<svg", StringComparison.Ordinal) && small.TrimStart().StartsWith('<'))) return Svg;
        return small.TrimStart().StartsWith('<') && Markup.Any(tag => small.Contains(tag, StringComparison.Ordinal)) ? Html : PlainText;
    }
}
