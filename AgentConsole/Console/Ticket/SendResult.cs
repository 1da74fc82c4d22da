using AgentConsole.Common;
using AgentConsole.Tickets;

namespace AgentConsole.Console.Ticket;

/// <summary>What became of a send.</summary>
/// <param name="Refusal">Why nothing was stored; null where it was.</param>
/// <param name="Changes">For <c>ticket.changed</c>: what the writer had not seen.</param>
/// <param name="Seq">The stored message's place in the journal; 0 where none was written.</param>
public sealed record SendResult(Refusal? Refusal, IReadOnlyList<HistoryLine> Changes, long Seq = 0)
{
    /// <summary>It is stored and goes out in a moment: it says so itself, with how to have it back.</summary>
    public bool IsHeld { get; init; }

    public const string TicketChanged = "ticket.changed";

    public static SendResult Sent { get; } = new(null, []);

    public static SendResult Of(Outcome<CommandResult> outcome) => new(outcome.Refusal, [], outcome.Succeeded ? outcome.Value.Message?.Seq ?? 0 : 0);

    /// <summary>No answer came: it may be stored. Trying again with the same client id is safe.</summary>
    public static SendResult NoAnswer { get; } = new(new Refusal("send.no_answer"), []);
}
