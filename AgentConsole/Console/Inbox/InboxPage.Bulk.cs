using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Tickets.Bulk;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Inbox;

// Rows that the agent chose, to do something with all of them. What is chosen stays chosen wherever its rows go, until the view is left.
public sealed partial class InboxPage
{
    private readonly HashSet<long> chosen = [];
    private bool wholeView;
    private bool selecting;
    private bool changing;

    [Inject]
    public required BulkBoard Bulk { get; init; }

    [Inject]
    public required Desk.DeskOptions Waits { get; init; }

    private bool IsSelecting => selecting || wholeView || chosen.Count > 0;

    private int ChosenCount => wholeView ? list.Shown?.Total ?? 0 : chosen.Count;

    private void ToggleSelecting()
    {
        if (IsSelecting) ClearChosen();
        else selecting = true;
    }

    private void Choose(SelectRowsEventArgs rows)
    {
        if (!mayWrite || rows.Ids.Count > MostRows) return;
        // From the whole view on, turning one over means: all but this, as far as it is in sight.
        if (wholeView) (wholeView, selecting) = (false, true);
        foreach (var id in rows.Ids)
        {
            if (!chosen.Add(id) && rows.Turn) chosen.Remove(id);
        }
    }

    private void ChooseView() => wholeView = true;

    private void ClearChosen()
    {
        chosen.Clear();
        (wholeView, selecting, changing) = (false, false, false);
    }

    private async Task BeginChangingAsync()
    {
        await LearnZoneAsync();
        changing = true;
    }

    private async Task<Refusal?> StartBulkAsync(BulkChange change)
    {
        var user = (await Authentication).User;
        if (!user.May(Permissions.TicketWrite) || (change.Assigns && !user.May(Permissions.TicketAssign))) return new Refusal("account.not_allowed");
        IReadOnlyCollection<long> ids = wholeView ? await watch!.IdsAsync(BulkBoard.MaxTickets + 1, Gone) : chosen;
        var outcome = await Bulk.StartAsync(Me, change, ids, Waits.UndoSend, Gone);
        if (outcome.Succeeded) ClearChosen();
        return outcome.Refusal;
    }
}
