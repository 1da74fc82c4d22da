using System.Text.RegularExpressions;
using System.Xml.Linq;
using AgentConsole.Common;
using AgentConsole.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AgentConsole.Tests.Architecture;

/// <summary>What people read comes from resources, in each language alike.</summary>
public sealed partial class Words
{
    /// <summary>Beside the neutral file, which is English.</summary>
    private static readonly string[] Languages = ["ar", "sl"];

    public static TheoryData<string> Resources => [.. Neutral];

    private static IEnumerable<string> Neutral =>
        Repository.Ending(".resx").Where(file => !Languages.Any(language => file.EndsWith($".{language}.resx", StringComparison.Ordinal)));

    private static HashSet<string> English { get; } = Neutral.SelectMany(file => Read(file).Keys).ToHashSet(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Resources))]
    public void Each_language_has_the_same_words_with_the_same_blanks(string neutral)
    {
        var english = Read(neutral);
        var problems = new List<string>();
        foreach (var language in Languages)
        {
            var file = Path.ChangeExtension(neutral, $"{language}.resx");
            var translated = Repository.Files.Contains(file) ? Read(file) : [];
            problems.AddRange(english.Keys.Except(translated.Keys).Select(key => $"{file} lacks {key}"));
            problems.AddRange(translated.Keys.Except(english.Keys).Select(key => $"{file} has {key}, which the English has not"));
            problems.AddRange(translated.Where(word => string.IsNullOrWhiteSpace(word.Value)).Select(word => $"{file}: {word.Key} is empty"));
            problems.AddRange(
                from word in translated
                where english.TryGetValue(word.Key, out var original) && Blanks(original) != Blanks(word.Value)
                select $"{file}: {word.Key} has the blanks '{Blanks(word.Value)}', the English '{Blanks(english[word.Key])}'");
        }

        if (problems.Count > 0) Assert.Fail(string.Join('\n', problems));
    }

    [Fact]
    public void Every_refusal_has_its_sentence()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Refusal).Assembly.Location);

        var missing = RefusalCodes(module).Where(code => !English.Contains("Refusal." + code)).Order(StringComparer.Ordinal).ToList();

        if (missing.Count > 0) Assert.Fail("no resource has a sentence for these refusals:\n" + string.Join('\n', missing.Select(code => $"Refusal.{code}")));
    }

    [Fact]
    public void Every_word_that_a_page_asks_for_exists()
    {
        var missing = (from file in Repository.Ending(".razor", ".cs")
                       where file.StartsWith("AgentConsole/", StringComparison.Ordinal)
                       from asked in Asked().Matches(Repository.Read(file))
                       where !English.Contains(asked.Groups["key"].Value)
                       select $"{file}: {asked.Groups["key"].Value}").ToList();

        if (missing.Count > 0) Assert.Fail(string.Join('\n', missing));
    }

    /// <summary>The codes written where a refusal is made: the last dotted word loaded before its constructor is called.</summary>
    private static HashSet<string> RefusalCodes(ModuleDefinition module)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var body in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).Select(method => method.Body))
        {
            foreach (var making in body.Instructions.Where(IsRefusal))
            {
                for (var before = making.Previous; before is not null && !IsRefusal(before); before = before.Previous)
                {
                    if (before.OpCode != OpCodes.Ldstr || before.Operand is not string text || !Code().IsMatch(text)) continue;
                    codes.Add(text);
                    break;
                }
            }
        }

        return codes;
    }

    private static bool IsRefusal(Instruction instruction) =>
        instruction.OpCode == OpCodes.Newobj && instruction.Operand is MethodReference { DeclaringType.FullName: "AgentConsole.Common.Refusal" };

    /// <exception cref="ArgumentException">A key stands there twice.</exception>
    private static Dictionary<string, string> Read(string file) =>
        XDocument.Parse(Repository.Read(file)).Root!.Elements("data")
            .ToDictionary(word => word.Attribute("name")!.Value, word => word.Element("value")?.Value ?? "", StringComparer.Ordinal);

    private static string Blanks(string words) => string.Join(' ', Blank().Matches(words).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d+[^}]*\}", RegexOptions.None, 10_000)]
    private static partial Regex Blank();

    [GeneratedRegex(@"\b([Ww]ords|[Ss]hared)\[""(?<key>[\w.]+)""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Asked();

    [GeneratedRegex(@"^[a-z_]+(\.[a-z_]+)+$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Code();
}
