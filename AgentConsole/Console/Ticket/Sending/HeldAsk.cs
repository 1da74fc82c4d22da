using AgentConsole.Tickets.Sending;

namespace AgentConsole.Console.Ticket.Sending;

/// <summary>What its writer wants with a reply that has not gone out: to have it back, or to send it all the same.</summary>
public sealed record HeldAsk(HeldReply Reply, bool Send);

/// <summary>Why a reply did not go out, in words.</summary>
internal static class HeldWords
{
    private static readonly string[] s_told = ["ticket.changed", "ticket.merged", "ticket.closed", "status.not_allowed", "field.required", "file.unknown", "take.forbidden"];

    public static string Of(string code, TicketTerms terms) => terms[s_told.Contains(code, StringComparer.Ordinal) ? $"Held.Problem.{code}" : "Held.Problem.other"];
}
