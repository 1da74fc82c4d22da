using AgentConsole.Console.Sla;
using AgentConsole.Sla;
using AgentConsole.Tests.Sla;

namespace AgentConsole.Tests.Console.Sla;

public sealed class CalendarDraftTests
{
    private static readonly BusinessCalendar Began = Some.Calendar("09:00-12:00 13:00-17:00", "Europe/Ljubljana") with
    {
        Holidays = [new Holiday(Some.Date("2026-12-25"), "Christmas", Yearly: true), new Holiday(Some.Date("2026-12-24"), "Eve", Parts: Some.Hours("12:00-24:00"))],
        SpecialDays = [new SpecialHours(Some.Date("2026-12-19"), Some.Hours("10:00-14:00"), OverHolidays: true)],
        TeamIds = [3, 7],
    };

    [Fact]
    public void What_nobody_edited_comes_back_as_it_was()
    {
        var (calendar, problems) = new CalendarDraft(Began).ToCalendar(2);
        Assert.Empty(problems);
        Assert.Equal(2, calendar.Version);
        Assert.Equal((Began with { Version = 2 }).ToRow().Json, calendar.ToRow().Json.Replace("\"Saturday\":[],\"Sunday\":[]", "", StringComparison.Ordinal).Replace("],}", "]}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("9-17", "09:00–17:00")]
    [InlineData(" 09:00 - 12:00 ; 13:00—17:30 ", "09:00–12:00, 13:00–17:30")]
    [InlineData("22:00–6:00", "22:00–06:00")]
    [InlineData("0-24", "00:00–24:00")]
    [InlineData("08:00:30-09:00", "08:00:30–09:00")]
    [InlineData("", "")]
    public void Hours_are_read_as_people_write_them(string text, string expected)
    {
        var read = HoursText.Read(text);
        Assert.Equal(expected, HoursText.Write(read.Value!));
        Assert.Equal(read.Value, HoursText.Read(HoursText.Write(read.Value!)).Value);
    }

    [Theory]
    [InlineData("9 to 5")]
    [InlineData("9-")]
    [InlineData("25-26")]
    [InlineData("09:60-10:00")]
    [InlineData("9-12-17")]
    public void Hours_that_cannot_be_read_are_refused(string text) => Assert.Equal("calendar.hours_unreadable", HoursText.Read(text).Refusal?.Code);

    [Fact]
    public void Everything_wrong_is_told_at_once_and_where()
    {
        var draft = new CalendarDraft(Began) { Name = "" };
        draft.Week[DayOfWeek.Tuesday] = "nine";
        draft.Holidays[1].Date = "";
        draft.SpecialDays[0].Hours = "10-";
        Assert.Equal(["holidays[1]", "specialDays[0]", "week.Tuesday"], draft.ToCalendar(2).Problems.Select(problem => problem.Where).Order(StringComparer.Ordinal));

        draft.Week[DayOfWeek.Tuesday] = "9-9";
        draft.Holidays[1].Date = "2026-12-24";
        draft.SpecialDays[0].Hours = "";
        draft.TimeZone = "Europe/Atlantis";
        Assert.Equal(["name", "timeZone", "week.Tuesday[0]"], draft.ToCalendar(2).Problems.Select(problem => problem.Where).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_picture_shows_the_hours_of_the_wall_clock_also_past_midnight_and_over_a_jump()
    {
        var nights = Some.EveryDay("22:00-06:00", "Europe/Ljubljana");
        Assert.Equal([(0, 0.25), (22 / 24d, 1)], CalendarDaysPicture.Weekday(nights, DayOfWeek.Wednesday).Open);

        // The night in which the clock goes forward: an hour less until six.
        var day = nights.DayOf(Some.Date("2026-03-29"));
        Assert.Equal([(0, 0.25), (22 / 24d, 1)], CalendarDaysPicture.Day(nights, day).Open);
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromHours(7)), (day.Shift, day.OpenTime));
        Assert.Equal("00:00–06:00, 22:00–24:00", CalendarDaysPicture.Day(nights, day).Hours);
    }
}
