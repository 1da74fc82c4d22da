using AgentConsole.Sla;

namespace AgentConsole.Tests.Sla;

public sealed class BusinessCalendarTests
{
    private static readonly Holiday NewYear = new(new DateOnly(2020, 1, 1), "New Year", Yearly: true);

    // 2026-03-02 is a Monday.
    [Theory]
    [InlineData("2026-03-02T08:00", 1, "2026-03-02T10:00")]
    [InlineData("2026-03-02T09:00", 8, "2026-03-02T17:00")]
    [InlineData("2026-03-02T09:00", 8.25, "2026-03-03T09:15")]
    [InlineData("2026-03-06T16:30", 1, "2026-03-09T09:30")]
    [InlineData("2026-03-07T12:00", 1, "2026-03-09T10:00")]
    [InlineData("2026-03-02T09:00", 40 * 52, "2027-02-26T17:00")]
    [InlineData("2026-02-28T00:00", 80, "2026-03-13T17:00")]
    [InlineData("2026-03-07T12:00", 0, "2026-03-07T12:00")]
    public void Adding_gives_the_first_instant_by_which_the_amount_has_passed(string from, double hours, string reached) =>
        Assert.Equal(Some.At(reached), Some.Calendar().Add(Some.At(from), TimeSpan.FromHours(hours)));

    [Theory]
    [InlineData("2026-03-02T08:00", 1, "2026-03-04T00:00")]
    [InlineData("2026-03-05T16:00", 2, "2026-03-10T00:00")]
    [InlineData("2026-03-07T12:00", 1, "2026-03-10T00:00")]
    public void So_many_open_days_are_over_at_the_end_of_the_last_of_them(string from, int days, string end) =>
        Assert.Equal(Some.At(end), Some.Calendar().EndOfOpenDay(Some.At(from), days));

    [Fact]
    public void A_calendar_that_never_opens_has_no_open_day() =>
        Assert.Null((Some.Calendar() with { Week = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>>() }).EndOfOpenDay(Some.At("2026-03-02T08:00"), 1));

    [Theory]
    [InlineData("2026-03-02T08:59:59.999", false)]
    [InlineData("2026-03-02T09:00", true)]
    [InlineData("2026-03-02T16:59:59.999", true)]
    [InlineData("2026-03-02T17:00", false)]
    [InlineData("2026-03-01T12:00", false)]
    public void It_is_open_from_the_beginning_of_an_interval_to_before_its_end(string at, bool open) =>
        Assert.Equal(open, Some.Calendar().IsOpen(Some.At(at)));

    [Theory]
    // Ljubljana skips 02:00–03:00 on 29 March 2026 and has 02:00–03:00 twice on 25 October.
    [InlineData("Europe/Ljubljana", "00:00-24:00", "2026-03-28T23:00", "2026-03-29T22:00", 23)]
    [InlineData("Europe/Ljubljana", "02:00-03:00", "2026-03-28T23:00", "2026-03-29T22:00", 0)]
    [InlineData("Europe/Ljubljana", "01:30-03:30", "2026-03-28T23:00", "2026-03-29T22:00", 1)]
    [InlineData("Europe/Ljubljana", "00:00-24:00", "2026-10-24T22:00", "2026-10-25T23:00", 25)]
    [InlineData("Europe/Ljubljana", "02:00-03:00", "2026-10-24T22:00", "2026-10-25T23:00", 2)]
    [InlineData("Europe/Ljubljana", "02:15-02:30", "2026-10-24T22:00", "2026-10-25T23:00", 0.5)]
    [InlineData("Europe/Ljubljana", "22:00-06:00", "2026-10-24T19:00", "2026-10-25T06:00", 9)]
    // Beirut's clock goes from 00:00 to 01:00, and back from 24:00 to 23:00.
    [InlineData("Asia/Beirut", "00:00-24:00", "2026-03-28T22:00", "2026-03-29T21:00", 23)]
    [InlineData("Asia/Beirut", "23:00-24:00", "2026-10-23T21:00", "2026-10-24T22:00", 2)]
    // Lord Howe changes by half an hour.
    [InlineData("Australia/Lord_Howe", "00:00-24:00", "2026-04-04T13:00", "2026-04-05T13:30", 24.5)]
    // Samoa had no 30 December 2011.
    [InlineData("Pacific/Apia", "09:00-17:00", "2011-12-29T10:00", "2011-12-31T10:00", 16)]
    public void Hours_that_are_skipped_do_not_count_and_those_that_repeat_count_twice(string zone, string hours, string from, string to, double open) =>
        Assert.Equal(TimeSpan.FromHours(open), Some.EveryDay(hours, zone).Elapsed(Some.At(from), Some.At(to)));

    [Theory]
    [InlineData("22:00-06:00", 8)]
    [InlineData("22:00-00:00", 2)]
    [InlineData("00:00-06:00 22:00-24:00", 8)]
    [InlineData("09:00-12:00 11:00-17:00", 8)]
    [InlineData("09:00-17:00 10:00-11:00", 8)]
    [InlineData("22:00-06:00 05:00-07:00", 9)]
    [InlineData("09:00-12:00 12:00-13:00 14:00-18:00", 8)]
    [InlineData("", 0)]
    public void Intervals_may_run_past_midnight_and_those_that_overlap_are_one(string hours, double aDay) =>
        Assert.Equal(TimeSpan.FromHours(aDay), Some.EveryDay(hours).Elapsed(Some.At("2026-03-03T00:00"), Some.At("2026-03-04T00:00")));

    [Theory]
    [InlineData("2025-12-31T16:00", 2, "2026-01-02T10:00")]
    [InlineData("2030-12-31T16:00", 2, "2031-01-02T10:00")]
    public void A_yearly_holiday_closes_every_year(string from, double hours, string reached) =>
        Assert.Equal(Some.At(reached), (Some.Calendar() with { Holidays = [NewYear] }).Add(Some.At(from), TimeSpan.FromHours(hours)));

    [Fact]
    public void A_holiday_of_a_day_that_only_leap_years_have_comes_in_leap_years()
    {
        var calendar = Some.EveryDay("09:00-17:00") with { Holidays = [new Holiday(new DateOnly(2024, 2, 29), "Leap day", Yearly: true)] };

        Assert.False(calendar.IsOpen(Some.At("2028-02-29T12:00")));
        Assert.True(calendar.IsOpen(Some.At("2027-03-01T12:00")));
        Assert.Equal(TimeSpan.FromHours(8 * ((365 * 4) + 1 - 1)), calendar.Elapsed(Some.At("2026-01-01T00:00"), Some.At("2030-01-01T00:00")));
    }

    [Fact]
    public void A_holiday_closes_its_date_by_the_wall_clock_whatever_day_an_interval_began_on()
    {
        var calendar = Some.EveryDay("22:00-06:00") with { Holidays = [new Holiday(Some.Date("2026-03-04"), "Closed")] };

        Assert.True(calendar.IsOpen(Some.At("2026-03-03T23:00")));
        Assert.False(calendar.IsOpen(Some.At("2026-03-04T05:00")));
        Assert.False(calendar.IsOpen(Some.At("2026-03-04T23:00")));
        Assert.True(calendar.IsOpen(Some.At("2026-03-05T05:00")));
    }

    [Fact]
    public void A_part_of_a_day_can_be_a_holiday()
    {
        var calendar = Some.Calendar() with { Holidays = [new Holiday(Some.Date("2026-12-24"), "Christmas Eve", Parts: Some.Hours("12:00-24:00"))] };

        Assert.Equal(TimeSpan.FromHours(3), calendar.Elapsed(Some.At("2026-12-24T00:00"), Some.At("2026-12-25T00:00")));
    }

    [Fact]
    public void Special_hours_take_the_place_of_the_weeks_and_a_holiday_closes_them_unless_they_say_otherwise()
    {
        var saturday = new SpecialHours(Some.Date("2026-03-07"), Some.Hours("10:00-14:00"));
        var calendar = Some.Calendar() with { SpecialDays = [saturday, new SpecialHours(Some.Date("2026-03-02"), Some.Hours("10:00-11:00"))] };
        var closed = calendar with { Holidays = [new Holiday(saturday.Date, "Inventory")] };
        var open = closed with { SpecialDays = [saturday with { OverHolidays = true }] };

        Assert.Equal(TimeSpan.FromHours(4), OnSaturday(calendar));
        Assert.Equal(TimeSpan.FromHours(1), calendar.Elapsed(Some.At("2026-03-02T00:00"), Some.At("2026-03-03T00:00")));
        Assert.Equal(TimeSpan.Zero, OnSaturday(closed));
        Assert.Equal(TimeSpan.FromHours(4), OnSaturday(open));

        TimeSpan OnSaturday(BusinessCalendar c) => c.Elapsed(Some.At("2026-03-07T00:00"), Some.At("2026-03-08T00:00"));
    }

    [Fact]
    public void A_calendar_that_never_opens_reaches_nothing_and_is_not_valid()
    {
        var calendar = Some.Calendar() with { Week = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>>() };

        Assert.Null(calendar.Add(Some.At("2026-03-02T00:00"), TimeSpan.FromSeconds(1)));
        Assert.Null(calendar.NextOpening(Some.At("2026-03-02T00:00")));
        Assert.Equal(["calendar.never_open"], calendar.Validate().Select(p => p.What.Code));
    }

    [Fact]
    public void An_amount_beyond_the_horizon_is_not_reached()
    {
        var calendar = Some.Calendar("09:00-09:01", "Etc/UTC", DayOfWeek.Monday);

        Assert.Null(calendar.Add(Some.At("2026-03-02T00:00"), TimeSpan.FromDays(1)));
        Assert.Null(calendar.Add(DateTimeOffset.MaxValue.AddDays(-3), TimeSpan.FromDays(1)));
    }

    [Fact]
    public void A_copy_counts_by_its_own_hours()
    {
        var office = Some.Calendar();
        Assert.True(office.IsOpen(Some.At("2026-03-02T12:00")));

        Assert.False((office with { Holidays = [new Holiday(Some.Date("2026-03-02"), "Closed")] }).IsOpen(Some.At("2026-03-02T12:00")));
        Assert.True(office.IsOpen(Some.At("2026-03-02T12:00")));
    }

    [Fact]
    public void The_next_opening_is_now_where_it_is_open_and_the_next_beginning_elsewhere()
    {
        Assert.Equal(Some.At("2026-03-02T12:00"), Some.Calendar().NextOpening(Some.At("2026-03-02T12:00")));
        Assert.Equal(Some.At("2026-03-09T09:00"), Some.Calendar().NextOpening(Some.At("2026-03-06T17:00")));
    }

    [Fact]
    public void Every_problem_is_told_at_once_with_its_place()
    {
        var calendar = Some.Calendar() with
        {
            Name = " ",
            TimeZone = "Mars/Olympus",
            Week = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>>
            {
                [DayOfWeek.Monday] = [OpenInterval.Hours(9, 9), OpenInterval.Hours(25, 26), OpenInterval.Hours(9, 17)],
            },
            Holidays = [new Holiday(Some.Date("2026-03-02"), "Half", Parts: [OpenInterval.Hours(-1, 5)])],
            SpecialDays = [new SpecialHours(Some.Date("2026-03-02"), []), new SpecialHours(Some.Date("2026-03-02"), [])],
        };

        Assert.Equal(
            [
                ("name", "calendar.name_missing"), ("timeZone", "calendar.time_zone_unknown"), ("week.Monday[0]", "calendar.interval_empty"),
                ("week.Monday[1]", "calendar.interval_outside_day"), ("holidays[0][0]", "calendar.interval_outside_day"), ("specialDays", "calendar.date_twice"),
            ],
            calendar.Validate().Select(p => (p.Where, p.What.Code)));
        Assert.Throws<InvalidOperationException>(() => calendar.IsOpen(Some.At("2026-03-02T12:00")));
    }

    [Fact]
    public void Nothing_is_taken_back_from_time() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Some.Calendar().Add(Some.At("2026-03-02T12:00"), TimeSpan.FromMinutes(-5)));
}
