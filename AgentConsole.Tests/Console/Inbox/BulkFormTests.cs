using AgentConsole.Console.Inbox.Bulk;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Bulk;
using AgentConsole.Tickets.Macros;

namespace AgentConsole.Tests.Console.Inbox;

public sealed class BulkFormTests
{
    private static readonly TimeZoneInfo Ljubljana = TimeZoneInfo.FindSystemTimeZoneById("Europe/Ljubljana");

    [Fact]
    public void What_is_chosen_has_the_last_word_over_what_the_macro_does()
    {
        var macro = new Macro { Name = "Carrier", Status = TicketStatus.OnHold, StatusId = 3, PriorityId = 4 };
        Assert.Equal((TicketStatus.OnHold, 3, 4), Of(new BulkForm(), macro));
        Assert.Equal((TicketStatus.Pending, null, 4), Of(new BulkForm { Status = "Pending" }, macro));
        Assert.Equal((TicketStatus.Pending, 7, 1), Of(new BulkForm { Status = "Pending/7", PriorityId = 1 }, macro));
    }

    [Fact]
    public void A_snooze_is_until_an_instant_until_a_reply_or_its_end()
    {
        DateTimeOffset at = new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal(new SnoozeEnd(at), Change(new BulkForm { Snooze = at.ToString("O") }).Snoozed);
        Assert.Equal(new SnoozeEnd(null), Change(new BulkForm { Snooze = "reply" }).Snoozed);
        // Nine by the clock on the wall there is seven.
        Assert.Equal(new SnoozeEnd(at.AddHours(-2)), Change(new BulkForm { Snooze = "own", SnoozeAt = new DateTime(2026, 7, 1, 9, 0, 0, DateTimeKind.Unspecified) }).Snoozed);
        Assert.True(Change(new BulkForm { Snooze = "wake" }) is { Wakes: true, Snoozed: null });
        Assert.True(Change(new BulkForm { Snooze = "own" }).DoesNothing);
        Assert.True(Change(new BulkForm()).DoesNothing);
    }

    private static BulkChange Change(BulkForm form) => form.Change(null, 7, Ljubljana);

    private static (TicketStatus?, int?, int?) Of(BulkForm form, Macro macro) => form.Change(macro, 7, Ljubljana) is var change ? (change.Status, change.StatusId, change.PriorityId) : default;
}
