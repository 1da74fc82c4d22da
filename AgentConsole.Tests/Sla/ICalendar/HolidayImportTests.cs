using AgentConsole.Sla;
using AgentConsole.Sla.ICalendar;

namespace AgentConsole.Tests.Sla.ICalendar;

public sealed class HolidayImportTests
{
    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261225", "2026-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20261227", "2026-12-24 2026-12-25 2026-12-26")]
    [InlineData("DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261225", "2026-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20261225|DURATION:P2D", "2026-12-25 2026-12-26")]
    [InlineData("DTSTART;TZID=Europe/Ljubljana:20261224T120000|DTEND;TZID=Europe/Ljubljana:20261224T170000", "2026-12-24[12:00-17:00]")]
    [InlineData("DTSTART:20261224T110000Z|DTEND:20261224T160000Z", "2026-12-24[12:00-17:00]")]
    [InlineData("DTSTART:20261224T120000|DURATION:PT5H", "2026-12-24[12:00-17:00]")]
    [InlineData("DTSTART;TZID=America/New_York:20261224T120000|DTEND;TZID=America/New_York:20261225T120000", "2026-12-24[18:00-24:00] 2026-12-25[00:00-18:00]")]
    [InlineData("DTSTART;TZID=\"Nowhere: it, says\":20261224T120000|DTEND:20261225T000000", "2026-12-24[12:00-24:00]")]
    [InlineData("DTSTART;VALUE=DATE:19701225|RRULE:FREQ=YEARLY", "each 12-25")]
    [InlineData("DTSTART;VALUE=DATE:20260501|RRULE:FREQ=YEARLY;COUNT=2", "2026-05-01 2027-05-01")]
    [InlineData("DTSTART;VALUE=DATE:20240501|RRULE:FREQ=YEARLY;UNTIL=20270501", "2025-05-01 2026-05-01 2027-05-01")]
    [InlineData("DTSTART;VALUE=DATE:20251127|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3", "2025-11-27 2026-11-26 2027-11-25")]
    [InlineData("DTSTART;VALUE=DATE:20250526|RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;WKST=SU;COUNT=2", "2025-05-26 2026-05-25")]
    [InlineData("DTSTART;VALUE=DATE:20250101|RRULE:FREQ=YEARLY;INTERVAL=2;COUNT=2", "2025-01-01 2027-01-01")]
    [InlineData("DTSTART;VALUE=DATE:20260501|RRULE:FREQ=YEARLY;COUNT=3|EXDATE;VALUE=DATE:20270501", "2026-05-01 2028-05-01")]
    [InlineData("DTSTART;VALUE=DATE:20160229|RRULE:FREQ=YEARLY", "each 02-29")]
    [InlineData("DTSTART;VALUE=DATE:20201225|RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "each 12-25")]
    [InlineData("DTSTART;VALUE=DATE:20240527|RRULE:FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5;UNTIL=20271231", "2025-05-26 2026-05-25 2027-05-31")]
    [InlineData("DTSTART;VALUE=DATE:20250420|RDATE;VALUE=DATE:20260405,20270328|RDATE;VALUE=DATE:20280416", "2025-04-20 2026-04-05 2027-03-28 2028-04-16")]
    [InlineData("DTSTART;VALUE=DATE:20260501|RRULE:FREQ=YEARLY;COUNT=2|RDATE;VALUE=DATE:20260601|EXDATE;VALUE=DATE:20270501", "2026-05-01 2026-06-01")]
    [InlineData("DTSTART:20261224T120000|DURATION:PT5H|RDATE:20261231T130000", "2026-12-24[12:00-17:00] 2026-12-31[13:00-18:00]")]
    [InlineData("DTSTART:20261224T120000|DURATION:PT5H|RDATE;VALUE=PERIOD:20261231T130000/PT2H,20270101T080000/20270101T090000", "2026-12-24[12:00-17:00] 2026-12-31[13:00-15:00] 2027-01-01[08:00-09:00]")]
    [InlineData("DTSTART;VALUE=DATE:20260105|RRULE:FREQ=WEEKLY;COUNT=3", "2026-01-05 2026-01-12 2026-01-19")]
    [InlineData("DTSTART;VALUE=DATE:20260105|RRULE:FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20260116", "2026-01-05 2026-01-09 2026-01-12 2026-01-16")]
    [InlineData("DTSTART;VALUE=DATE:20260104|RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;COUNT=4;WKST=MO", "2026-01-04 2026-01-12 2026-01-18 2026-01-26")]
    [InlineData("DTSTART;VALUE=DATE:20260104|RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;COUNT=4;WKST=SU", "2026-01-04 2026-01-05 2026-01-18 2026-01-19")]
    [InlineData("DTSTART;VALUE=DATE:20260130|RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "2026-01-30 2026-02-27 2026-03-27")]
    [InlineData("DTSTART;VALUE=DATE:20260131|RRULE:FREQ=MONTHLY;COUNT=3", "2026-01-31 2026-03-31 2026-05-31")]
    [InlineData("DTSTART;VALUE=DATE:20260131|RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20260331", "2026-01-31 2026-02-28 2026-03-31")]
    [InlineData("DTSTART;VALUE=DATE:20260130|RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", "2026-01-30 2026-02-27")]
    [InlineData("DTSTART;VALUE=DATE:20260803|RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260810", "2026-08-03 2026-08-04 2026-08-05 2026-08-06 2026-08-07 2026-08-10")]
    [InlineData("DTSTART;VALUE=DATE:20241105|RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;UNTIL=20290101", "2026-11-03 2028-11-07")]
    [InlineData("DTSTART;VALUE=DATE:20251231|RRULE:FREQ=YEARLY;BYYEARDAY=-1,1;COUNT=3", "2025-12-31 2026-01-01 2026-12-31")]
    [InlineData("DTSTART;VALUE=DATE:20250106|RRULE:FREQ=YEARLY;BYDAY=1MO;COUNT=2", "2025-01-06 2026-01-05")]
    [InlineData("DTSTART:20261224T120000|DURATION:PT1H|RRULE:FREQ=DAILY;UNTIL=20261226T100000Z", "2026-12-24[12:00-13:00] 2026-12-25[12:00-13:00]")]
    [InlineData("DTSTART;TZID=America/New_York:20251127T200000|DURATION:PT1H|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2", "2025-11-28[02:00-03:00] 2026-11-27[02:00-03:00]")]
    [InlineData("DTSTART;TZID=Eastern Standard Time:20261224T120000|DURATION:PT1H", "2026-12-24[18:00-19:00]")]
    [InlineData("UID:a|DTSTART;VALUE=DATE:20260501|RRULE:FREQ=YEARLY;COUNT=2|END:VEVENT|BEGIN:VEVENT|UID:a|RECURRENCE-ID;VALUE=DATE:20270501|DTSTART;VALUE=DATE:20270503", "2026-05-01 2027-05-03")]
    [InlineData("DTSTART;VALUE=DATE:20250512|RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "2025-05-12 2026-05-11 2027-05-17")]
    [InlineData("DTSTART;VALUE=DATE:20250103|RRULE:FREQ=YEARLY;BYWEEKNO=1;UNTIL=20280101", "2025-01-03 2026-01-02 2027-01-08")]
    [InlineData("DTSTART;VALUE=DATE:20251229|RRULE:FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;UNTIL=20270201", "2025-12-29 2027-01-04")]
    [InlineData("DTSTART;VALUE=DATE:20251226|RRULE:FREQ=YEARLY;BYWEEKNO=-1;BYDAY=FR;COUNT=3", "2025-12-26 2027-01-01 2027-12-31")]
    [InlineData("DTSTART;VALUE=DATE:20250421|RRULE:FREQ=YEARLY;BYEASTER=1;COUNT=3", "2025-04-21 2026-04-06 2027-03-29")]
    [InlineData("DTSTART;VALUE=DATE:20250421|RRULE:FREQ=YEARLY;BYEASTER=1", "Easter+1")]
    [InlineData("DTSTART;VALUE=DATE:20251226|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "2025-12-26 2026-11-30 2027-11-30")]
    [InlineData("DTSTART;VALUE=DATE:19990101", "")]
    public void Events_close_their_days(string fields, string expected) => Assert.Equal(expected, string.Join(' ', Read(Event(fields)).Holidays.Select(Shown)));

    [Theory]
    [InlineData("SUMMARY:no start", "import.no_start")]
    [InlineData("DTSTART:tomorrow", "import.no_start")]
    [InlineData("DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261224", "import.no_end")]
    [InlineData("DTSTART:20261225T100000", "import.no_end")]
    [InlineData("DTSTART:20261225T100000|DURATION:soon", "import.no_end")]
    [InlineData("DTSTART;VALUE=DATE:20260101|DTEND;VALUE=DATE:20270101", "import.too_long_event")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=WEEKLY;BYDAY=MO", "import.rule_endless")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=MONTHLY;BYDAY=-1FR", "import.rule_endless")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=HOURLY;COUNT=3", "import.rule_unknown")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=2;COUNT=3", "import.rule_unknown")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=YEARLY;BYWEEKNO=54", "import.rule_unknown")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=YEARLY;BYEASTER=soon", "import.rule_unknown")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=MONTHLY;BYWEEKNO=20;COUNT=2", "import.rule_unknown")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=2MO;COUNT=2", "import.rule_unknown")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=WEEKLY;BYDAY=2MO;COUNT=3", "import.rule_unknown")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=YEARLY;COUNT=0", "import.rule_unknown")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=YEARLY|RRULE:FREQ=YEARLY;BYMONTH=2", "import.rule_unknown")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=YEARLY|EXRULE:FREQ=YEARLY;BYMONTH=2", "import.rule_unknown")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260101", "import.rule_unknown")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=YEARLY;UNTIL=never", "import.rule_unknown")]
    [InlineData("DTSTART;VALUE=DATE:20260101|RDATE;VALUE=DATE:someday", "import.rule_unknown")]
    [InlineData("DTSTART;VALUE=DATE:20260101|STATUS:CANCELLED", "import.cancelled")]
    public void What_is_not_understood_is_left_out_and_said(string fields, string code)
    {
        var import = Read(Event("DTSTART;VALUE=DATE:20261225") + Event(fields));
        Assert.Equal(code, Assert.Single(import.Skipped).Why.Code);
        Assert.Equal(7, import.Skipped[0].Line);
        Assert.Single(import.Holidays);
    }

    [Fact]
    public void Folded_lines_and_escapes_are_put_right_and_alarms_are_passed_over()
    {
        var import = Read("X-WR-CALNAME:Holidays\\, all\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:2026\r\n 1225\r\nSUMMARY:Christmas\\; first\r\n\t day\\nof two\r\n"
            + "BEGIN:VALARM\r\nSUMMARY:Alarm\r\nEND:VALARM\r\nEND:VEVENT\r\n");
        Assert.Equal("Holidays, all", import.Name);
        Assert.Equal(new Holiday(new DateOnly(2026, 12, 25), "Christmas; first day of two"), Assert.Single(import.Holidays));
    }

    [Fact]
    public void The_same_day_twice_is_one_and_what_a_calendar_has_is_not_new()
    {
        var import = Read(Event("DTSTART;VALUE=DATE:20261225") + Event("DTSTART;VALUE=DATE:20261225") + Event("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=YEARLY") + Event("DTSTART;VALUE=DATE:20270101"));
        Assert.Equal(3, import.Holidays.Count);

        var calendar = Some.Calendar() with { Holidays = [new Holiday(new DateOnly(2020, 1, 1), "New Year", Yearly: true)] };
        Assert.Equal([new DateOnly(2026, 12, 25)], import.NewTo(calendar).Select(holiday => holiday.Date));
    }

    [Theory]
    [InlineData("", "import.not_a_calendar")]
    [InlineData("<html>Not found</html>", "import.not_a_calendar")]
    [InlineData("BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nEND:VEVENT", "import.not_a_calendar")]
    public void What_is_no_calendar_is_refused(string text, string code) => Assert.Equal(code, HolidayImport.Read(text, "Europe/Ljubljana", 2025, 2035).Refusal?.Code);

    [Fact]
    public void Too_much_is_refused()
    {
        Assert.Equal("import.too_long", HolidayImport.Read(new string('x', HolidayImport.MaxLength + 1), "Etc/UTC", 2025, 2035).Refusal?.Code);
        var events = string.Concat(Enumerable.Repeat("BEGIN:VEVENT\nEND:VEVENT\n", HolidayImport.MaxEvents + 1));
        Assert.Equal("import.too_many_events", HolidayImport.Read("BEGIN:VCALENDAR\n" + events, "Etc/UTC", 2025, 2035).Refusal?.Code);
        var long1 = string.Concat(Enumerable.Range(0, 90).Select(i => Event($"DTSTART;VALUE=DATE:2026{1 + (i % 12):00}01|DURATION:P{60 + (i / 12)}D|RRULE:FREQ=YEARLY;INTERVAL=1;COUNT=9")));
        Assert.Equal("import.too_many_days", HolidayImport.Read("BEGIN:VCALENDAR\n" + long1, "Etc/UTC", 2025, 2035).Refusal?.Code);
        // Short to write, and nothing that it finds: looked for only so long.
        var never = string.Concat(Enumerable.Repeat(Event("DTSTART;VALUE=DATE:19000101|RRULE:FREQ=DAILY;COUNT=9000;BYMONTHDAY=31;BYDAY=MO;BYSETPOS=2"), 200));
        Assert.Equal("import.too_many_days", HolidayImport.Read("BEGIN:VCALENDAR\n" + never, "Etc/UTC", 2025, 2035).Refusal?.Code);
    }

    [Fact]
    public void An_imported_calendar_is_sound_and_closed_on_its_days()
    {
        var import = Read(Event("DTSTART;VALUE=DATE:20261123") + Event("DTSTART:20261124T100000|DTEND:20261124T130000"));
        var calendar = Some.Calendar(zone: "Europe/Ljubljana") with { Holidays = import.Holidays };
        Assert.Empty(calendar.Validate());
        Assert.Equal([0, 5, 8], calendar.DaysFrom(new DateOnly(2026, 11, 23), 3).Select(day => day.OpenTime.TotalHours));
    }

    private static string Event(string fields) => $"BEGIN:VEVENT\nX-NOTE:n\n{fields.Replace("|", "\n", StringComparison.Ordinal)}\nSUMMARY:Day\nEND:VEVENT\n";

    private static HolidayImport Read(string events)
    {
        var read = HolidayImport.Read($"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n", "Europe/Ljubljana", 2025, 2035);
        Assert.True(read.Succeeded, read.Refusal?.ToString());
        return read.Value;
    }

    private static string Shown(Holiday holiday) =>
        (holiday.Easter is { } feast ? $"Easter{feast.Days:+0;-0}" : holiday.Yearly ? $"each {holiday.Date:MM-dd}" : $"{holiday.Date:yyyy-MM-dd}")
        + string.Concat(holiday.Parts?.Select(part => $"[{part.From:hh\\:mm}-{(part.To == TimeSpan.FromDays(1) ? "24:00" : $"{part.To:hh\\:mm}")}]") ?? []);
}
