using System.Text.Json;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Faults;

/// <summary>What the clients (AgentConsole.Bench/node/endurance.mjs) say of what they wrote and see.</summary>
/// <param name="Replies">Sequence and text of each reply that an agent's screen was told to be stored.</param>
/// <param name="Repeats">Messages that were sent twice on purpose.</param>
/// <param name="Wrongs">What must not happen and did.</param>
internal sealed record EnduranceReport(EnduringVisitor[] Visitors, JsonElement[][] Replies, int Repeats, string[] Wrongs)
{
    /// <summary>Starts the clients. The task ends with their report; <paramref name="heard"/> is told how many messages are acknowledged.</summary>
    public static async Task<EnduranceReport> RunAsync(object wish, Action<int> heard, CancellationToken cancellationToken)
    {
        await using var clients = await NodeScript.StartAsync("endurance.mjs", wish);
        while (true)
        {
            var said = await clients.NextAsync(cancellationToken);
            if (said.TryGetProperty("report", out var report)) return report.Deserialize<EnduranceReport>(JsonSerializerOptions.Web)!;
            heard(said.GetProperty("acknowledged").GetInt32());
        }
    }

    /// <summary>Sequence and text of everything that somebody was told to be stored.</summary>
    public IEnumerable<(long Seq, string Text)> Acknowledged() =>
        Replies.Select(reply => (reply[0].GetInt64(), reply[1].GetString()!)).Concat(Visitors.SelectMany(visitor => visitor.Acknowledged.Select(message => (message[0].GetInt64(), message[1].GetString()!))));
}

/// <param name="Sees">Sequence and text of each message that it shows, in its order.</param>
/// <param name="Acknowledged">Sequence and text of each of its messages that was answered.</param>
internal sealed record EnduringVisitor(string Name, string Token, long Ticket, JsonElement[][] Sees, JsonElement[][] Acknowledged);
