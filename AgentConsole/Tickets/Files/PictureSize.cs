using System.Buffers.Binary;

namespace AgentConsole.Tickets.Files;

/// <summary>How large a picture says it is, read from its header. Nothing is decoded here: a few kilobytes can claim to be a wall.</summary>
public static class PictureSize
{
    /// <summary>More than this is not shown as a picture, for every browser that shows it would have to decode it: 50 million pixels, 16,384 a side.</summary>
    private const long MostPixels = 50_000_000;

    private const int LongestSide = 16_384;

    // A photograph's camera data and preview come before its size.
    private const int MostMarkers = 200;

    /// <summary>Width and height in pixels; null for what is no picture that browsers show, is damaged, or is too large to be shown.</summary>
    /// <param name="type">As <see cref="FileTypes"/> says.</param>
    /// <param name="content">Read from its beginning; can be sought in.</param>
    public static (int Width, int Height)? Read(string type, Stream content)
    {
        content.Position = 0;
        Span<byte> head = stackalloc byte[32];
        head = head[..content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        (int, int)? size = type switch
        {
            FileTypes.Png when head.Length >= 24 => (BinaryPrimitives.ReadInt32BigEndian(head[16..]), BinaryPrimitives.ReadInt32BigEndian(head[20..])),
            FileTypes.Gif when head.Length >= 10 => (BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..])),
            FileTypes.WebP when head.Length >= 30 => OfWebP(head),
            FileTypes.Jpeg => OfJpeg(content),
            _ => null,
        };
        return size is ( > 0 and <= LongestSide and var width, > 0 and <= LongestSide and var height) && (long)width * height <= MostPixels ? size : null;
    }

    private static (int, int)? OfWebP(ReadOnlySpan<byte> head)
    {
        if (head[12..16].SequenceEqual("VP8 "u8))
            return (BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) & 0x3FFF);
        if (head[12..16].SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(head[21..]);
            return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
        }

        return head[12..16].SequenceEqual("VP8X"u8) ? (Of24(head[24..]) + 1, Of24(head[27..]) + 1) : null;
    }

    private static int Of24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static (int, int)? OfJpeg(Stream content)
    {
        content.Position = 2;
        Span<byte> marker = stackalloc byte[9];
        for (var i = 0; i < MostMarkers; i++)
        {
            if (content.ReadAtLeast(marker[..4], 4, throwOnEndOfStream: false) < 4 || marker[0] != 0xFF) return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(marker[2..]);
            // The frame's header: C0 to CF, but for the tables among them.
            if (marker[1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return content.ReadAtLeast(marker[4..], 5, throwOnEndOfStream: false) < 5
                    ? null
                    : (BinaryPrimitives.ReadUInt16BigEndian(marker[7..]), BinaryPrimitives.ReadUInt16BigEndian(marker[5..]));
            }

            if (length < 2) return null;
            content.Position += length - 2;
        }

        return null;
    }
}
