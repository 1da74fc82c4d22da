using AgentConsole.Common;

namespace AgentConsole.Tests.Common;

public sealed class MappedFilesTests
{
    private static string Piece(string rights, string file, int anonymous) =>
        $"""
        7f0000001000-7f0000003000 {rights} 00002000 fe:01 4711                       {file}
        Size:                  8 kB
        Rss:                   8 kB
        Anonymous:      {anonymous,8} kB
        VmFlags: rd ex mr mw me
        """;

    [Theory]
    [InlineData("r-xp", "/app/Some.dll", 0, true)]
    [InlineData("r--s", "/app/Some library.dll", 0, true)]
    [InlineData("r-xp", "/app/Some.dll", 4, false)]
    [InlineData("rw-p", "/app/Some.dll", 0, false)]
    [InlineData("rw-s", "/data/desk.db-shm", 0, false)]
    [InlineData("r--s", "/data/desk.db", 0, false)]
    [InlineData("r-xp", "/lib/libc.so.6", 0, false)]
    [InlineData("r-xp", "[vdso]", 0, false)]
    public void Only_what_of_a_library_was_not_written_to_and_can_not_be_is_untouched(string rights, string file, int anonymous, bool isUntouched)
    {
        var lines = string.Join('\n', Piece("rw-p", "", 8), Piece(rights, file, anonymous), Piece("rw-p", "[heap]", 8)).Split('\n').Select(line => line.TrimEnd('\r'));
        var found = MappedFiles.Untouched(lines);
        if (isUntouched) Assert.Equal(new MappedFiles.Place(unchecked((nint)0x7f0000001000), unchecked((nint)0x7f0000003000), "00002000", file), Assert.Single(found));
        else Assert.Empty(found);
    }

    [Fact]
    public void What_was_let_go_is_read_again_by_whoever_needs_it()
    {
        if (!OperatingSystem.IsLinux()) return;
        var library = typeof(System.Xml.Linq.XDocument).Assembly;
        string[] Names() => [.. library.GetTypes().SelectMany(type => type.GetMembers()).Select(member => member.ToString()!)];
        var before = Names();
        var files = new MappedFiles();
        files.GiveBack();
        files.GiveBack();
        Assert.Equal(before, Names());
        Assert.NotEmpty(MappedFiles.Untouched(File.ReadLines("/proc/self/smaps")));
    }
}
