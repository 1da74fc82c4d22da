namespace AgentConsole.Sla;

/// <summary>
/// When a company is open, as data. The arithmetic is exact over changes of the clock: an instant is open where the wall clock of the zone
/// shows an open time, so an hour that is skipped does not count and one that comes twice counts twice.
/// </summary>
public sealed partial record BusinessCalendar
{
    /// <summary>How far ahead <see cref="Add"/> looks before it says that the amount is never reached.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(3660);

    // Made on first use; a copy made by 'with' carries its original's, which is why it is asked whose it is.
    private OpeningHours? _compiled;

    public required int Id { get; init; }

    /// <summary>Goes up with each change; a version is never changed, so what it judged can be explained later.</summary>
    public int Version { get; init; } = 1;

    public required string Name { get; init; }

    /// <summary>An IANA name, such as <c>Europe/Ljubljana</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Day and night, every day; the other parts are then ignored.</summary>
    public bool AlwaysOpen { get; init; }

    /// <summary>Any number of intervals for each weekday, belonging to the day they begin on. Those that overlap are one.</summary>
    public IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpenInterval>> Week { get; init; } = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>>();

    public IReadOnlyList<Holiday> Holidays { get; init; } = [];

    public IReadOnlyList<SpecialHours> SpecialDays { get; init; } = [];

    /// <summary>The teams that keep these hours, for policies that count by the team's. A team keeps one calendar's.</summary>
    public IReadOnlyList<long> TeamIds { get; init; } = [];

    private OpeningHours Compiled
    {
        get
        {
            var compiled = _compiled;
            if (compiled is null || !ReferenceEquals(compiled.Calendar, this)) _compiled = compiled = new OpeningHours(this);
            return compiled;
        }
    }

    /// <summary>Nothing new counts by it; kept because old records name it. What still counts by it keeps it from being retired.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Everything that keeps this calendar from being used; empty where it is sound.</summary>
    public IReadOnlyList<SlaProblem> Validate() => CalendarRules.Problems(this);

    /// <summary>The first instant by which an amount of open time has passed since another; null where that is not within <see cref="Horizon"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    /// <exception cref="InvalidOperationException">The calendar is not valid.</exception>
    public DateTimeOffset? Add(DateTimeOffset from, TimeSpan openTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(openTime, TimeSpan.Zero);
        return AlwaysOpen ? from + openTime : Compiled.Add(from, openTime);
    }

    /// <summary>How much open time lies between two instants; zero where the second is not the later.</summary>
    /// <exception cref="InvalidOperationException">The calendar is not valid.</exception>
    public TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to) =>
        to <= from ? TimeSpan.Zero : AlwaysOpen ? to - from : Compiled.Elapsed(from, to);

    /// <summary>True at the instant an interval begins and until, not including, the one at which it ends.</summary>
    /// <exception cref="InvalidOperationException">The calendar is not valid.</exception>
    public bool IsOpen(DateTimeOffset at) => AlwaysOpen || Compiled.IsOpen(at);

    /// <summary>The instant itself where it is open, else the next at which it opens; null where that is not within <see cref="Horizon"/>.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset from) =>
        IsOpen(from) ? from : Compiled.Add(from, TimeSpan.FromTicks(1))?.AddTicks(-1);

    /// <summary>A version never changes, so two calendars are equal where id and version are.</summary>
    public bool Equals(BusinessCalendar? other) => other is not null && Id == other.Id && Version == other.Version;

    public override int GetHashCode() => HashCode.Combine(Id, Version);
}
