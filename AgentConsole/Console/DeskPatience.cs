using AgentConsole.Common;
using AgentConsole.Console.Ticket;
using AgentConsole.Tickets;

namespace AgentConsole.Console;

/// <summary>How a screen asks the Desk: it waits for the answer, and says so where none came.</summary>
internal static class DeskPatience
{
    /// <summary>How long an answer is waited for before the person is told that none came.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <param name="gone">The screen was left.</param>
    public static async Task<Outcome<CommandResult>> AskAsync(this Desk.Desk desk, TicketCommand command, TimeProvider time, CancellationToken gone)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, gone);
        try
        {
            return await desk.ExecuteAsync(command, either.Token);
        }
        catch (OperationCanceledException)
        {
            return SendResult.NoAnswer.Refusal!;
        }
    }
}
