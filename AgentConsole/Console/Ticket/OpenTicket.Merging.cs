using AgentConsole.Common;
using AgentConsole.Console.Ticket.Merging;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Merging;

namespace AgentConsole.Console.Ticket;

// Merging, splitting and linking: asked for in dialogs, carried out like everything else.
public sealed partial class OpenTicket
{
    private LinkDialogMode? linking;
    private Message? splitting;

    private int Following => splitting is { } message ? view!.Messages.Count(other => other.TicketId == TicketId && other.Seq > message.Seq) : 0;

    private Action<Message>? Split => mayWrite && view!.Ticket.Status != TicketStatus.Closed ? BeginSplit : null;

    // Asked by a row, which renders itself alone.
    private void BeginSplit(Message message)
    {
        splitting = message;
        StateHasChanged();
    }

    private async Task<Refusal?> DoAsync(TicketCommand command)
    {
        var outcome = await AskAsync(command);
        await RefreshAsync();
        return outcome.Refusal;
    }

    private Task UndoMergeAsync() => CommandAsync(new UndoMerge(me, TicketId));

    private void EndDialogs() => (linking, splitting) = (null, null);
}
