using AgentConsole.Sla;
using AgentConsole.Tickets.Life;

namespace AgentConsole.Desk;

/// <summary>Gives a team's policy the calendar its amounts are counted by.</summary>
public static class LifeHours
{
    /// <param name="book">The calendars in force.</param>
    public static LifePolicy Of(LifePolicy policy, long? teamId, SlaBook book) =>
        policy.InBusinessTime ? policy with { Open = Of(book.HoursOf(teamId)) } : policy;

    private static OpenTime Of(BusinessCalendar calendar) => new(
        // A calendar that never opens: no person would wait longer than there are calendars for.
        (from, amount) => calendar.Add(from, amount) ?? from + BusinessCalendar.Horizon,
        (from, days) => calendar.EndOfOpenDay(from, days) ?? from + BusinessCalendar.Horizon);
}
