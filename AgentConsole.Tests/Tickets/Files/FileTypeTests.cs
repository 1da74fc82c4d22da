using System.Text;
using AgentConsole.Tickets.Files;

namespace AgentConsole.Tests.Tickets.Files;

/// <summary>What a content is, by its bytes.</summary>
public sealed class FileTypeTests
{
    public static TheoryData<string, byte[], string> Contents => new()
    {
        { "a picture", SomeFile.Picture, FileTypes.Png },
        { "a photograph", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], FileTypes.Jpeg },
        { "a document", SomeFile.Text("%PDF-1.7\n"), "application/pdf" },
        { "a zip bomb under any name", [0x50, 0x4B, 0x03, 0x04, 20, 0], FileTypes.Zip },
        { "a drawing with a script", SomeFile.Svg, FileTypes.Svg },
        { "a drawing behind a prologue", SomeFile.Text("<?xml version=\"1.0\"?><!-- x --><svg onload='x()'/>"), FileTypes.Svg },
        { "a page", SomeFile.Page, FileTypes.Html },
        { "a page behind space and a comment", SomeFile.Text(" \n<!-- hello --><ScRiPt>x</ScRiPt>"), FileTypes.Html },
        { "a page in another encoding", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<html><script>x</script>")], FileTypes.Html },
        { "a program", SomeFile.Program, FileTypes.Executable },
        { "a script", SomeFile.Text("#!/bin/sh\nrm -rf ~"), FileTypes.Executable },
        { "a text", SomeFile.Text("Zdravo, مرحبا 👋\n"), FileTypes.PlainText },
        { "a text that begins as a program does", SomeFile.Text("MZ is where I live"), FileTypes.PlainText },
        { "a mail about a tag", SomeFile.Text("What does <script> do?"), FileTypes.PlainText },
        { "a text cut in the middle of a character", [.. "žž"u8[..3]], FileTypes.PlainText },
        { "noise", [1, 2, 3, 0, 255, 254, 7], FileTypes.Unknown },
        { "a sound", [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVE"u8], "audio/wav" },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public void A_content_is_what_its_first_bytes_say(string what, byte[] content, string type) => Assert.Equal((what, type), (what, FileTypes.Of(content)));

    [Theory]
    [InlineData(FileTypes.Executable)]
    [InlineData(FileTypes.Html)]
    [InlineData(FileTypes.Unknown)]
    public void Programs_pages_and_what_nobody_knows_are_not_taken_unless_somebody_says_so(string type)
    {
        Assert.False(new FilesOptions().Takes(type));
        Assert.True(new FilesOptions { Types = $"image/*, {type}" }.Takes(type));
    }

    [Fact]
    public void A_picture_says_its_size_in_its_header()
    {
        Assert.Equal((1, 1), Size(SomeFile.Picture));
        Assert.Equal((640, 480), Size(SomeFile.Claims(640, 480)));
        Assert.Equal((320, 200), Size([.. "GIF89a"u8, 64, 1, 200, 0]));
        byte[] photograph = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xC0, 0, 17, 8, 1, 0, 2, 0];
        Assert.Equal((512, 256), Size(photograph));
        Assert.Equal((16, 8), Size([.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 15, 0, 0, 7, 0, 0, 0, 0]));
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(16_384, 16_384)]
    [InlineData(20_000, 1)]
    [InlineData(0, 10)]
    [InlineData(-1, 10)]
    public void A_picture_that_claims_to_be_a_wall_is_not_shown(int width, int height) => Assert.Null(Size(SomeFile.Claims(width, height)));

    [Fact]
    public void A_damaged_picture_has_no_size()
    {
        Assert.Null(Size(SomeFile.Picture[..12]));
        Assert.Null(Size([0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0xFF]));
        Assert.Null(Size([0xFF, 0xD8, .. Enumerable.Repeat((byte)0xFF, 5000)]));
        Assert.Null(Size(SomeFile.Svg));
    }

    private static (int, int)? Size(byte[] content) => PictureSize.Read(FileTypes.Of(content), new MemoryStream(content));
}
