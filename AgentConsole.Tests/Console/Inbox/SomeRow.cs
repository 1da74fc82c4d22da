using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Tests.Console.Inbox;

/// <summary>Rows and windows for the list's tests.</summary>
internal static class SomeRow
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static InboxRow With(long id = 1, string subject = "Order is late") => new(
        id, 1, subject, TicketStatus.Open, PriorityLevel.HighId, TicketChannel.Email,
        7, "Maja Kovač", CustomerTier.Gold, true,
        new InboxRow.IdList([1, 2, 3]), null, null,
        Noon, Noon, ActorKind.Customer, "Where is it?", true, Noon,
        SlaState.OnTrack, SlaTarget.FirstResponse, Noon.AddHours(1), Noon.AddMinutes(45), null);

    public static InboxWindow Window(params long[] ids) => Part(0, ids.Length, ids);

    public static InboxWindow Part(int start, int total, params long[] ids) => new(1, total, start, [.. ids.Select(id => With(id))]);
}
