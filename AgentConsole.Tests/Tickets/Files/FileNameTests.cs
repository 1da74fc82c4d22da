using AgentConsole.Tickets.Files;

namespace AgentConsole.Tests.Tickets.Files;

/// <summary>Names that somebody sent, and what is shown of them.</summary>
public sealed class FileNameTests
{
    [Theory]
    [InlineData("photo.png", FileTypes.Png, "photo.png")]
    [InlineData("PHOTO.PNG", FileTypes.Png, "PHOTO.PNG")]
    [InlineData("../../etc/passwd", FileTypes.PlainText, "passwd.txt")]
    [InlineData(@"C:\Windows\..\win.ini", FileTypes.PlainText, "win.ini")]
    [InlineData("..", FileTypes.PlainText, "file.txt")]
    [InlineData(".htaccess", FileTypes.PlainText, "htaccess.txt")]
    [InlineData("", FileTypes.Png, "file.png")]
    [InlineData(null, FileTypes.Unknown, "file.bin")]
    [InlineData("a\u0000b\r\n\tc.txt", FileTypes.PlainText, "abc.txt")]
    [InlineData("invoice\u202Egnp.exe", FileTypes.Png, "invoicegnp.exe.png")]
    [InlineData("\u2066a\u200F\u200Bb.pdf", "application/pdf", "ab.pdf")]
    [InlineData("photo.png", "application/pdf", "photo.png.pdf")]
    [InlineData("run.bat", FileTypes.PlainText, "run.bat.txt")]
    [InlineData("macro.jar", FileTypes.Zip, "macro.jar.zip")]
    [InlineData("letter.docx", FileTypes.Zip, "letter.docx")]
    [InlineData("what?<b>\"|*:.txt", FileTypes.PlainText, "what__b_____.txt")]
    [InlineData("عقد.pdf", "application/pdf", "عقد.pdf")]
    [InlineData("😀.png", FileTypes.Png, "😀.png")]
    [InlineData("trailing. . .", FileTypes.PlainText, "trailing.txt")]
    public void A_name_is_shown_without_folders_and_unseen_characters_and_ends_as_its_content_is(string? sent, string type, string shown) =>
        Assert.Equal(shown, FileNames.Clean(sent, type));

    [Fact]
    public void A_name_of_three_hundred_letters_is_cut_and_keeps_its_ending()
    {
        var name = FileNames.Clean(new string('ž', 300) + ".pdf", "application/pdf");

        Assert.Equal(FileNames.MaxLength, name.Length);
        Assert.EndsWith("ž.pdf", name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_never_cut_in_the_middle_of_a_character()
    {
        for (var before = 0; before < 4; before++)
        {
            var name = FileNames.Clean(new string('a', before) + string.Concat(Enumerable.Repeat("😀", 200)), FileTypes.Png);

            Assert.True(AgentConsole.Common.Text.IsStorable(name));
            Assert.InRange(name.Length, 1, FileNames.MaxLength);
        }
    }

    [Fact]
    public void Half_a_character_is_left_out() => Assert.Equal("ab.txt", FileNames.Clean("a\uD83Db.txt", FileTypes.PlainText));
}
