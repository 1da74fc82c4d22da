namespace AgentConsole.Sla;

/// <summary>Whose Easter: of the churches of the West, or of those that keep the Julian calendar's.</summary>
public enum Computus
{
    Western,
    Orthodox,
}

/// <summary>A day that is so many days after Easter, or before it where negative: Easter Monday is 1, Good Friday -2, Whit Monday 50.</summary>
public sealed record MovingFeast(int Days, Computus By = Computus.Western)
{
    /// <summary>Within these it stays in Easter's own year, whichever Easter.</summary>
    public const int Earliest = -80, Latest = 200;

    /// <summary>Its date in a year from 1900 to 2199.</summary>
    public DateOnly In(int year) => Easter(year, By).AddDays(Days);

    /// <summary>Easter Sunday, by the Gregorian calendar.</summary>
    public static DateOnly Easter(int year, Computus by) => by == Computus.Western ? Western(year) : Orthodox(year);

    // Meeus, Jones and Butcher: the full moon of the church and the Sunday after it.
    private static DateOnly Western(int year)
    {
        var (golden, century, within) = (year % 19, year / 100, year % 100);
        var correction = century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3);
        var moon = ((19 * golden) + correction + 15) % 30;
        var sunday = (32 + (2 * (century % 4)) + (2 * (within / 4)) - moon - (within % 4)) % 7;
        var late = (golden + (11 * moon) + (22 * sunday)) / 451;
        var day = moon + sunday - (7 * late) + 114;
        return new DateOnly(year, day / 31, (day % 31) + 1);
    }

    // Meeus: Easter by the Julian calendar, moved to ours.
    private static DateOnly Orthodox(int year)
    {
        var moon = ((19 * (year % 19)) + 15) % 30;
        var sunday = ((2 * (year % 4)) + (4 * (year % 7)) - moon + 34) % 7;
        var day = moon + sunday + 114;
        return new DateOnly(year, day / 31, (day % 31) + 1).AddDays((year / 100) - (year / 400) - 2);
    }
}
