using AgentConsole.Console.Ticket.Sending;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Sending;

namespace AgentConsole.Console.Ticket;

// Replies by mail: sent, and for a moment still to be had back.
public sealed partial class OpenTicket
{
    private bool IsHeld(Draft written) => written.Mode == ComposerMode.Reply && HeldReply.IsFor(view!.Ticket.Channel);

    private ExistingTicketCommand Reply(Draft written, string id, int? expected) => IsHeld(written)
        ? new HoldReply(me, TicketId, written.Text, id, written.Then, expected) { ThenStatusId = written.ThenId, Attached = Attached(written), Macro = written.Macro }
        : new AgentReplies(me, TicketId, written.Text, id, written.Then, expected) { ThenStatusId = written.ThenId, Attached = Attached(written) };

    private IEnumerable<ConversationItem> HeldItems(TicketView shows) =>
        shows.Held.Select(held => new HeldItem(held, held.AgentId == me.Id, held.Problem == SendResult.TicketChanged ? ChangesSince.Meanwhile(shows.Journal, held) : []));

    private async Task AskHeldAsync(HeldAsk ask)
    {
        var held = ask.Reply;
        var outcome = await AskAsync(ask.Send ? new SendHeld(me, TicketId, held.ClientId, Anyway: true) : new TakeBack(me, TicketId, held.ClientId));
        if (outcome.Succeeded && !ask.Send)
        {
            draft.Write(held);
            keeper?.Changed();
        }

        notice = outcome.Refusal is { } refusal ? Terms.Of(refusal) : null;
        await RefreshAsync();
    }

    private void Take(TicketDelta delta)
    {
        Show(view!.With(delta));
        // Drafts go where their tickets go.
        if (delta.Anew is not null) _ = ReadDraftAsync(elsewhere: view!.Ticket.MergedIntoId is not null);
    }
}
