using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Channels.Api;

/// <summary>Other products' cases, each sent as it is to the endpoint. Each fact reports all cases it fails, not the first.</summary>
public sealed partial class SimulateSampleTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string File = "business_hours.json";

    /// <summary>Cases beyond the core whose answer is another product's own habit, or whose question was lost on the way here.</summary>
    private static readonly string[] OtherHabits =
    [
        "bh-0033", // days back from a closed time end at the day's close; another product's case (bh-0282) has them begin at its opening, and so have we
        "bh-0132", // counts both ends
        "bh-0176", "bh-0260", // the holiday is not in the case
    ];

    [SampleFact(File)]
    public async Task Every_core_case_is_answered_as_others_expect() => await AllAsync(core: true, atLeast: 130, []);

    [SampleFact(File)]
    public async Task Cases_beyond_the_core_are_answered_as_others_expect() => await AllAsync(core: false, atLeast: 90, OtherHabits);

    private async Task AllAsync(bool core, int atLeast, string[] except)
    {
        using var caller = await ApiCaller.CreateAsync(shared.App);
        using var document = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(Samples.PathOf(File)));
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("core").GetBoolean() == core).ToList();
        Assert.True(cases.Count >= atLeast, $"only {cases.Count} cases");
        var wrong = new List<string>();
        foreach (var sample in cases)
        {
            var id = sample.GetProperty("id").GetString()!;
            var (status, body) = await caller.PostAsync(sample.GetRawText());
            var problem = Problem(sample, status, body);
            if (problem is not null && !except.Contains(id)) wrong.Add($"{id} {sample.GetProperty("op")}: {problem}");
            if (problem is null && except.Contains(id)) wrong.Add($"{id} is answered well and no exception any more");
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases.Count} cases fail:\n{string.Join('\n', wrong)}");
    }

    private static string? Problem(JsonElement sample, HttpStatusCode status, JsonElement body)
    {
        var (op, expected) = (sample.GetProperty("op").GetString(), sample.GetProperty("expected"));
        if (op == "reject_config") return status == HttpStatusCode.BadRequest && body.TryGetProperty("errors", out _) ? null : $"{status} {body}";
        if (status != HttpStatusCode.OK) return $"{status} {body}";
        if (op != "sla_timeline")
        {
            var result = body.GetProperty("result");
            return expected.EnumerateArray().Any(e => Same(e, result)) ? null : $"{result} for {expected}";
        }

        var other = AcceptToo().Match(sample.GetProperty("source").GetProperty("name").GetString()!).Groups["instant"].Value;
        var wrong = expected.EnumerateObject()
            .Where(field => !(body.TryGetProperty(field.Name, out var value) && (Same(field.Value, value) || (other.Length > 0 && value.ToString() == other))))
            .Select(field => $"{field.Name} is {(body.TryGetProperty(field.Name, out var value) ? value : "missing")} for {field.Value}").ToList();
        return wrong.Count == 0 ? null : string.Join(", ", wrong);
    }

    /// <summary>The same value, instants by the instant.</summary>
    private static bool Same(JsonElement one, JsonElement other) => (one.ValueKind, other.ValueKind) switch
    {
        (JsonValueKind.String, JsonValueKind.String) when one.TryGetDateTimeOffset(out var a) && other.TryGetDateTimeOffset(out var b) => a == b,
        (JsonValueKind.Number, JsonValueKind.Number) => one.GetDouble() == other.GetDouble(),
        (JsonValueKind.Array, JsonValueKind.Array) => one.GetArrayLength() == other.GetArrayLength() && one.EnumerateArray().Zip(other.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
        _ => JsonElement.DeepEquals(one, other),
    };

    [GeneratedRegex(@"\(accept (?<instant>\S+) too\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AcceptToo();
}
