using AgentConsole.Common;
using AgentConsole.Console.Ticket;
using AgentConsole.People.Bans;
using AgentConsole.Tickets.Customers;

namespace AgentConsole.Console.Bans;

/// <summary>Has bans made and lifted, and told to every node. The caller has checked the permission.</summary>
public sealed class BanOrders(Desk.Desk desk, BanBook book, TimeProvider time)
{
    /// <summary>What was refused; null where it is done.</summary>
    public async Task<Refusal?> DoAsync(CustomerCommand command, CancellationToken gone)
    {
        // Whoever asked may leave meanwhile: what is stored is announced all the same.
        var work = RunAsync(command);
        try
        {
            return await work.WaitAsync(DeskPatience.Patience, time, gone);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException && !work.IsCompleted)
        {
            return SendResult.NoAnswer.Refusal;
        }
    }

    private async Task<Refusal?> RunAsync(CustomerCommand command)
    {
        var outcome = await desk.ExecuteAsync(command, CancellationToken.None);
        if (outcome.Succeeded) await book.AnnounceAsync(CancellationToken.None);
        return outcome.Refusal;
    }
}
