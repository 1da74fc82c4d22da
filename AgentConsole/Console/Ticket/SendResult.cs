using AgentConsole.Common;

namespace AgentConsole.Console.Ticket;

/// <summary>What became of a send.</summary>
/// <param name="Refusal">Why nothing was stored; null where it was.</param>
/// <param name="Changes">For <c>ticket.changed</c>: what the writer had not seen.</param>
public sealed record SendResult(Refusal? Refusal, IReadOnlyList<HistoryLine> Changes)
{
    public const string TicketChanged = "ticket.changed";

    public static SendResult Sent { get; } = new(null, []);

    /// <summary>No answer came: it may be stored. Trying again with the same client id is safe.</summary>
    public static SendResult NoAnswer { get; } = new(new Refusal("send.no_answer"), []);
}
