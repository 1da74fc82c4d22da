using AgentConsole.Console.Ticket.Life;
using AgentConsole.Sla;

namespace AgentConsole.Tests.Console.Ticket.Life;

public sealed class SnoozeTimesTests
{
    private static readonly BusinessCalendar Office = new()
    {
        Id = 1,
        Name = "Office",
        TimeZone = "Europe/Ljubljana",
        Week = Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .ToDictionary(day => day, IReadOnlyList<OpenInterval> (_) => [new OpenInterval(TimeSpan.FromHours(8), TimeSpan.FromHours(17))]),
    };

    // Wednesday 4 March 2026; Ljubljana is an hour ahead of UTC.
    [Theory]
    [InlineData("2026-03-04T09:07", "Snooze.Later 2026-03-04T12:15,Snooze.Tomorrow 2026-03-05T07:00,Snooze.NextWeek 2026-03-09T07:00")]
    [InlineData("2026-03-04T14:00", "Snooze.Tomorrow 2026-03-05T07:00,Snooze.NextWeek 2026-03-09T07:00")]
    [InlineData("2026-03-04T03:00", "Snooze.Later 2026-03-04T07:00,Snooze.Tomorrow 2026-03-05T07:00,Snooze.NextWeek 2026-03-09T07:00")]
    [InlineData("2026-03-06T09:00", "Snooze.Later 2026-03-06T12:00,Snooze.Tomorrow 2026-03-09T07:00")]
    [InlineData("2026-03-27T09:00", "Snooze.Later 2026-03-27T12:00,Snooze.Tomorrow 2026-03-30T06:00")]
    public void Each_offer_is_an_opening_of_the_desk(string now, string offers) => Assert.Equal(offers, Say(now, Office));

    [Fact]
    public void Who_is_always_open_begins_at_nine() =>
        Assert.Equal(
            "Snooze.Later 2026-03-04T15:00,Snooze.Tomorrow 2026-03-05T08:00,Snooze.NextWeek 2026-03-09T08:00",
            Say("2026-03-04T12:00", new BusinessCalendar { Id = 2, Name = "Always", TimeZone = "Europe/Ljubljana", AlwaysOpen = true }));

    [Fact]
    public void So_does_who_is_open_through_the_night_by_the_week() =>
        Assert.Equal(
            "Snooze.Later 2026-03-04T15:00,Snooze.Tomorrow 2026-03-05T08:00,Snooze.NextWeek 2026-03-09T08:00",
            Say("2026-03-04T12:00", Office with
            {
                Id = 3,
                Week = Enum.GetValues<DayOfWeek>().ToDictionary(day => day, IReadOnlyList<OpenInterval> (_) => [new OpenInterval(TimeSpan.Zero, TimeSpan.FromHours(24))]),
            }));

    private static string Say(string now, BusinessCalendar calendar) => string.Join(
        ',', SnoozeTimes.Of(DateTimeOffset.Parse(now + "Z", System.Globalization.CultureInfo.InvariantCulture), calendar).Select(time => $"{time.Key} {time.At.UtcDateTime:yyyy-MM-ddTHH:mm}"));
}
