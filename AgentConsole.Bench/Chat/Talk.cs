using System.Text.Json;
using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Chat;

/// <summary>How long messages took to the other's screen; see <c>node/talk.mjs</c>.</summary>
/// <param name="In">From a visitor's send to the agent's screen, in milliseconds.</param>
/// <param name="Out">From an agent's press to the visitor's page.</param>
internal sealed record Talk(Samples In, Samples Out, int Lost)
{
    public const int Pairs = 25, PerSecond = 50;

    /// <param name="wish">Where, as the script has it.</param>
    public static async Task<Talk> RunAsync(object wish, int warmUp, int count, CancellationToken cancellationToken)
    {
        await using var script = NodePart.Start("talk.mjs");
        await script.AskAsync(wish, cancellationToken);
        var answer = await script.AskAsync(new { perSecond = PerSecond, warmUp, count }, cancellationToken);
        return new Talk(Read(answer, "in"), Read(answer, "out"), answer.GetProperty("lost").GetInt32());
    }

    public static Samples Read(JsonElement answer, string name)
    {
        var samples = new Samples();
        samples.AddRange(answer.GetProperty(name).EnumerateArray().Select(value => value.GetDouble()));
        return samples;
    }
}
