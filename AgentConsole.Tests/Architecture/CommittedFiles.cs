using System.Text.RegularExpressions;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Architecture;

/// <summary>What may not stand in a committed file.</summary>
public sealed partial class CommittedFiles
{
    private const int MaxLines = 350;

    [Fact]
    public void No_file_names_a_registrys_host() => NoneIn(Repository.Files, RegistryHost());

    [Fact]
    public void No_file_names_a_path_of_one_machine() => NoneIn(Repository.Files, MachinePath());

    [Fact]
    public void Styles_say_start_and_end_where_they_could_say_left_and_right() =>
        NoneIn(Repository.Ending(".css"), PhysicalProperty());

    [Fact]
    public void Scripts_and_pages_carry_no_inline_script() => NoneIn(Repository.Ending(".razor", ".html", ".cshtml"), InlineScript());

    [Fact]
    public void Source_files_are_short()
    {
        var tooLong = Repository.Ending(".cs", ".razor", ".ts")
            .Select(file => (file, lines: Repository.Read(file).Count(character => character == '\n')))
            .Where(found => found.lines > MaxLines).ToList();
        if (tooLong.Count > 0) Assert.Fail(string.Join('\n', tooLong.Select(found => $"{found.file} has {found.lines} lines; split what does two things")));
    }

    [Theory]
    [InlineData("color: red; margin-left: 3px")]
    [InlineData("{left:0}")]
    [InlineData("  right : 4px;")]
    [InlineData("text-align: left")]
    [InlineData("float:right")]
    [InlineData("border-left-width: 1px")]
    [InlineData("border-top-right-radius: 3px")]
    [InlineData("padding: 1px 2px 3px 4px")]
    [InlineData("margin:0 var(--s1) 0 calc(2 * var(--s1))}")]
    public void Physical_styles_are_recognised(string style) => Assert.Matches(PhysicalProperty(), style);

    [Theory]
    [InlineData("margin-inline-start: 3px; inset-inline-end: 0; text-align: start")]
    [InlineData(".left-pane { color: red }")]
    [InlineData("padding: 1px 2px 3px 2px")]
    [InlineData("padding: 1px 2px")]
    [InlineData("padding: var(--s1) var(--s2) max(var(--s1), env(safe-area-inset-bottom));")]
    [InlineData("border-start-start-radius: 3px")]
    [InlineData("--left: 3px")]
    [InlineData("grid-template-areas: 'left right'")]
    public void Logical_styles_are_let_be(string style) => Assert.DoesNotMatch(PhysicalProperty(), style);

    private static void NoneIn(IEnumerable<string> files, Regex forbidden)
    {
        var found = (from file in files
                     where !IsBinary(file) && !file.EndsWith("CommittedFiles.cs", StringComparison.Ordinal)
                     let text = WithoutComments(file)
                     from match in forbidden.Matches(text)
                     select $"{file}:{text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value.Trim()}").ToList();
        if (found.Count > 0) Assert.Fail(string.Join('\n', found));
    }

    private static string WithoutComments(string file)
    {
        var text = Repository.Read(file);
        return file.EndsWith(".css", StringComparison.Ordinal) ? CssComment().Replace(text, comment => new string('\n', comment.Value.Count(c => c == '\n'))) : text;
    }

    private static bool IsBinary(string file) =>
        Path.GetExtension(file) is ".png" or ".jpg" or ".ico" or ".woff2" or ".gif" or ".webp" or ".zip" or ".gz" or ".db";

    [GeneratedRegex(@"registry\.npmjs|npmjs\.org|nuget\.org|""resolved""\s*:|https?://[\w.-]*(nuget|npm|artifactory|nexus|verdaccio|proxy\.golang)[\w.-]*[:/]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex RegistryHost();

    [GeneratedRegex(@"(?<![\w.~-])/(work|root|home/\w+|Users/\w+)/\w|\b[A-Z]:\\(Users|dev|src)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"(?<![\w-])(((margin|padding|border|scroll-margin|scroll-padding)-)?(left|right)(-(width|color|style))?|border-(top|bottom)-(left|right)-radius)\s*:|(?<![\w-])(text-align|float|clear)\s*:\s*(left|right)|(?<![\w-])(margin|padding|inset)\s*:\s*([^\s;}()]|\(([^()]|\([^()]*\))*\))+\s+(?<end>([^\s;}()]|\(([^()]|\([^()]*\))*\))+)\s+([^\s;}()]|\(([^()]|\([^()]*\))*\))+\s+(?!\k<end>\s*(!|;|}|$))([^\s;}()]|\(([^()]|\([^()]*\))*\))+", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex PhysicalProperty();

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)[^>]*>|\son(click|load|input|change|submit|key\w+)\s*=\s*""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"/\*[\s\S]*?\*/", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex CssComment();
}
