using System.Globalization;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Sla;

public sealed class MovingFeastTests
{
    private static readonly JulianCalendar Julian = new();

    [Theory]
    [InlineData(Computus.Western, "1943-04-25 1981-04-19 2000-04-23 2008-03-23 2011-04-24 2016-03-27 2019-04-21 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2038-04-25 2049-04-18 2076-04-19")]
    [InlineData(Computus.Orthodox, "1983-05-08 2000-04-30 2008-04-27 2010-04-04 2011-04-24 2016-05-01 2019-04-28 2021-05-02 2024-05-05 2025-04-20 2026-04-12 2027-05-02 2038-04-25")]
    public void Easter_is_when_the_tables_of_the_churches_say(Computus by, string dates)
    {
        foreach (var date in dates.Split(' ').Select(text => Some.Date(text))) Assert.Equal(date, MovingFeast.Easter(date.Year, by));
    }

    [Fact]
    public void Over_three_centuries_it_agrees_with_the_tables_of_moons_is_a_Sunday_and_its_feasts_stay_in_its_year()
    {
        for (var year = 1900; year < 2200; year++)
        {
            var (western, orthodox) = (MovingFeast.Easter(year, Computus.Western), MovingFeast.Easter(year, Computus.Orthodox));
            Assert.Equal((ByEpact(year), ByJulianMoon(year)), (western, orthodox));
            Assert.Equal((DayOfWeek.Sunday, DayOfWeek.Sunday), (western.DayOfWeek, orthodox.DayOfWeek));
            Assert.InRange(western, new DateOnly(year, 3, 22), new DateOnly(year, 4, 25));
            Assert.True(orthodox >= western);
            foreach (var by in Enum.GetValues<Computus>())
                Assert.Equal((year, year), (new MovingFeast(MovingFeast.Earliest, by).In(year).Year, new MovingFeast(MovingFeast.Latest, by).In(year).Year));
        }
    }

    [Theory]
    [InlineData(-2, Computus.Western)]
    [InlineData(1, Computus.Western)]
    [InlineData(50, Computus.Orthodox)]
    public void A_calendar_with_the_feast_is_the_calendar_with_each_of_its_dates(int days, Computus by)
    {
        var (from, to) = (new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var feast = new MovingFeast(days, by);
        var hours = Some.EveryDay("09:00-17:00");
        var moving = hours with { Holidays = [new Holiday(new DateOnly(2000, 1, 1), "Feast", Yearly: true) { Easter = feast }] };
        var written = hours with { Holidays = [.. Enumerable.Range(2019, 20).Select(year => new Holiday(feast.In(year), "Feast"))] };
        Assert.Equal(written.Periods(from, to), moving.Periods(from, to));
        Assert.NotEqual(hours.Periods(from, to), moving.Periods(from, to));
        for (var hour = 0; hour < 3000; hour += 7)
            Assert.Equal(written.Add(from, TimeSpan.FromHours(hour)), moving.Add(from, TimeSpan.FromHours(hour)));
        Assert.Empty(moving.Validate());
        Assert.NotEmpty((moving with { Holidays = [moving.Holidays[0] with { Easter = new MovingFeast(400) }] }).Validate());
    }

    /// <summary>The Sunday after the church's full moon, from the tables of Clavius as epacts.</summary>
    private static DateOnly ByEpact(int year)
    {
        var century = (year / 100) + 1;
        var epact = (((11 * ((year % 19) + 1)) + 20 + (((8 * century) + 5) / 25) - 5 - ((3 * century / 4) - 12)) % 30 + 30) % 30;
        if (epact == 24 || (epact == 25 && year % 19 > 10)) epact++;
        var moon = 44 - epact;
        if (moon < 21) moon += 30;
        return SundayAfter(new DateOnly(year, 3, 1).AddDays(moon - 1));
    }

    private static DateOnly ByJulianMoon(int year)
    {
        var moon = ((19 * (year % 19)) + 15) % 30;
        return SundayAfter(DateOnly.FromDateTime(Julian.ToDateTime(year, 3, 21, 0, 0, 0, 0)).AddDays(moon));
    }

    private static DateOnly SundayAfter(DateOnly date) => date.AddDays(7 - (int)date.DayOfWeek);
}
