namespace AgentConsole.Sla;

/// <summary>Open from one wall-clock time of a day to another. <paramref name="To"/> may be 24:00; where it is not after <paramref name="From"/> it is meant on the next day.</summary>
/// <param name="From">Since midnight, from 00:00 up to but not including 24:00.</param>
/// <param name="To">Since midnight, 00:00 to 24:00, exclusive: at that time it is closed again.</param>
public sealed record OpenInterval(TimeSpan From, TimeSpan To)
{
    public static OpenInterval Hours(double from, double to) => new(TimeSpan.FromHours(from), TimeSpan.FromHours(to));
}

/// <summary>Closed on a date, by the wall clock from midnight to midnight, whatever day an interval began on.</summary>
/// <param name="Date">The date; where it comes every year only its day and month count.</param>
/// <param name="Parts">The parts of the day that are closed; null for the whole day.</param>
public sealed record Holiday(DateOnly Date, string Name, bool Yearly = false, IReadOnlyList<OpenInterval>? Parts = null)
{
    /// <summary>Where it comes every year by Easter; the date is then one of its dates and does not count. Null for one that goes by the date.</summary>
    public MovingFeast? Easter { get; init; }

    /// <summary>True where it falls on the date.</summary>
    public bool FallsOn(DateOnly date) =>
        Easter is { } feast ? feast.In(date.Year) == date : Date == date || (Yearly && Date.Month == date.Month && Date.Day == date.Day);
}

/// <summary>A date with hours of its own: they take the place of all that would begin on that weekday. None means closed.</summary>
/// <param name="OverHolidays">True where these hours hold even if a holiday falls on the date.</param>
public sealed record SpecialHours(DateOnly Date, IReadOnlyList<OpenInterval> Hours, bool OverHolidays = false);
