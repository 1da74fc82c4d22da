using System.Buffers.Binary;
using System.Text;

namespace AgentConsole.Tests.Tickets.Files;

/// <summary>Contents to upload.</summary>
internal static class SomeFile
{
    /// <summary>One red dot: a picture that any browser shows.</summary>
    public static byte[] Picture { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");

    public static byte[] Svg { get; } = Encoding.UTF8.GetBytes("""<svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.domain)</script></svg>""");

    public static byte[] Page { get; } = Encoding.UTF8.GetBytes("<!DOCTYPE html><script>alert(1)</script>");

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A picture's header that claims a size, and nothing behind it: a decoder that believed it would ask for gigabytes.</summary>
    public static byte[] Claims(int width, int height)
    {
        var picture = Picture.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(20), height);
        return picture;
    }

    /// <summary>A program for Windows, as far as its header goes.</summary>
    public static byte[] Program { get; } = MakeProgram();

    private static byte[] MakeProgram()
    {
        var head = new byte[256];
        "MZ"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(60), 128);
        return head;
    }
}
