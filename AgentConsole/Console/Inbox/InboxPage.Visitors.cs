using AgentConsole.Tickets.Chats;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Inbox;

// Who of the customers in sight is in the chat now.
public sealed partial class InboxPage
{
    [Inject]
    public required AttendanceBoard Visitors { get; init; }

    private Attendance CustomerOf(long ticketId) => Visitors.Of(ticketId).Attendance;

    private void FollowVisitors()
    {
        var show = FromOutside(StateHasChanged);
        // A thousand come and go; what is not in sight costs nobody a rendering.
        Action<long> heard = ticket =>
        {
            if (list.Shown?.Rows.Any(row => row.TicketId == ticket) == true) show();
        };
        Visitors.Changed += heard;
        WhenGone(() => Visitors.Changed -= heard);
    }
}
