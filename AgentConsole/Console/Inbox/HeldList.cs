using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Console.Inbox;

/// <summary>
/// The rows a list shows while it may have to hold still. Held, rows keep their places and only their contents change; what would come,
/// go or change places waits and is counted, until the hold ends or the person asks for it.
/// </summary>
public sealed class HeldList
{
    private InboxWindow? _latest;
    private (int Start, int Count)? _asked;

    /// <summary>What is on the screen; null before the first window came.</summary>
    public InboxWindow? Shown { get; private set; }

    /// <summary>How many rows would come or go, or change places.</summary>
    public int Waiting { get; private set; }

    public bool IsHeld { get; private set; }

    /// <summary>The person scrolled: the window that answers this is shown at once, held or not.</summary>
    public void Ask(int start, int count) => _asked = (start, count);

    /// <summary>Another view: nothing of the one before is left.</summary>
    public void Clear() => (Shown, _latest, _asked, Waiting) = (null, null, null, 0);

    public void Hold(bool held)
    {
        IsHeld = held;
        if (!held) Apply();
    }

    /// <summary>Shows what waits.</summary>
    public void Apply()
    {
        if (_latest is null) return;
        Shown = _latest;
        Waiting = 0;
    }

    public void Offer(InboxWindow window)
    {
        _latest = window;
        // What was shown of a view that was still being counted is its beginning only.
        if (!IsHeld || Shown?.Total is null || Answers(window))
        {
            Apply();
            return;
        }

        // A window of elsewhere was on its way when the person scrolled: it has no place here.
        if (window.Start != Shown.Start) return;
        Waiting = RowMoves.Count(Shown.Rows, window.Rows);
        if (Waiting == 0) Shown = window;
        else Shown = Shown with { Seq = window.Seq, Rows = Refreshed(Shown.Rows, window.Rows) };
    }

    private bool Answers(InboxWindow window)
    {
        if (_asked is not { } asked || window.Start != asked.Start) return false;
        if (window.Total is not { } total || window.Rows.Count < Math.Min(asked.Count, total - asked.Start)) return false;
        _asked = null;
        return true;
    }

    private static InboxRow[] Refreshed(IReadOnlyList<InboxRow> shown, IReadOnlyList<InboxRow> latest)
    {
        var byId = latest.ToDictionary(row => row.TicketId);
        return [.. shown.Select(row => byId.GetValueOrDefault(row.TicketId) ?? row)];
    }
}
