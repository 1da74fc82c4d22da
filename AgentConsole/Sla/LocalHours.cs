namespace AgentConsole.Sla;

/// <summary>
/// A calendar on a wall clock that is never changed: local ticks, counted like <see cref="DateTime.Ticks"/>, days like <see cref="DateOnly.DayNumber"/>
/// (day 0 is a Monday). Ordinary weeks are passed over in one step, so a long amount costs its exceptions, not its days.
/// </summary>
internal sealed class LocalHours
{
    private static readonly IReadOnlyList<OpenInterval> WholeDay = [new(TimeSpan.Zero, TimeSpan.FromDays(1))];

    private readonly IReadOnlyList<OpenInterval>[] _week = new IReadOnlyList<OpenInterval>[7];
    private readonly DayPlan[] _ordinary = new DayPlan[7];
    private readonly long _ordinaryWeek;
    private readonly Dictionary<int, SpecialHours> _special;
    private readonly ILookup<int, Holiday> _holidays;
    private readonly ILookup<int, Holiday> _yearly;
    private readonly int[] _exceptions;
    private readonly DateOnly[] _yearlyExceptions;
    private readonly Holiday[] _moving;

    public LocalHours(BusinessCalendar calendar)
    {
        for (var day = 0; day < 7; day++) _week[day] = calendar.Week.GetValueOrDefault(WeekdayOf(day)) ?? [];
        for (var day = 0; day < 7; day++) _ordinary[day] = DayPlan.Of(_week[day], _week[(day + 6) % 7], [], []);
        _ordinaryWeek = _ordinary.Sum(d => d.Total);
        _special = calendar.SpecialDays.GroupBy(s => s.Date.DayNumber).ToDictionary(g => g.Key, g => g.Last());
        _holidays = calendar.Holidays.Where(h => !h.Yearly && h.Easter is null).ToLookup(h => h.Date.DayNumber);
        _yearly = calendar.Holidays.Where(h => h.Yearly && h.Easter is null).ToLookup(h => MonthAndDay(h.Date));
        // What begins on an exceptional day may run into the next one, so that one is looked at closely too.
        _exceptions = [.. _special.Keys.Concat(_holidays.Select(h => h.Key)).SelectMany(d => new[] { d, d + 1 }).Distinct().Order()];
        _yearlyExceptions = [.. calendar.Holidays.Where(h => h.Yearly && h.Easter is null).Select(h => h.Date)];
        _moving = [.. calendar.Holidays.Where(h => h.Easter is not null)];
    }

    /// <summary>
    /// Uses up a budget of open ticks from one local tick to, at most, another.
    /// Gives the tick at which nothing was left of it; null where some is.
    /// </summary>
    public long? Spend(long from, long to, ref long budget)
    {
        if (budget == 0) return from;
        var lastDay = (int)(to / TimeSpan.TicksPerDay);
        var nextException = -1;
        for (var day = (int)(from / TimeSpan.TicksPerDay); day <= lastDay; day++)
        {
            var midnight = day * TimeSpan.TicksPerDay;
            if (midnight >= from && lastDay - day > 7 && budget > _ordinaryWeek)
            {
                if (nextException < day) nextException = NextException(day);
                var weeks = (Math.Min(lastDay, nextException) - day) / 7L;
                if (_ordinaryWeek > 0) weeks = Math.Min(weeks, (budget - 1) / _ordinaryWeek);
                if (weeks > 0)
                {
                    budget -= weeks * _ordinaryWeek;
                    day += (int)(weeks * 7);
                    midnight = day * TimeSpan.TicksPerDay;
                }
            }

            foreach (var part in Plan(day).Parts)
            {
                var start = Math.Max(from, midnight + part.Start);
                var end = Math.Min(to, midnight + part.End);
                if (end <= start) continue;
                if (end - start >= budget)
                {
                    var reached = start + budget;
                    budget = 0;
                    return reached;
                }

                budget -= end - start;
            }
        }

        return null;
    }

    /// <summary>The open parts from one local tick to another, in order; those of neighbouring days are apart even where they touch.</summary>
    public IEnumerable<(long Start, long End)> Parts(long from, long to)
    {
        for (var day = (int)(from / TimeSpan.TicksPerDay); day * TimeSpan.TicksPerDay < to; day++)
        {
            var midnight = day * TimeSpan.TicksPerDay;
            foreach (var part in Plan(day).Parts)
            {
                var start = Math.Max(from, midnight + part.Start);
                var end = Math.Min(to, midnight + part.End);
                if (start < end) yield return (start, end);
            }
        }
    }

    public bool IsOpen(long at)
    {
        var day = (int)(at / TimeSpan.TicksPerDay);
        var time = at - (day * TimeSpan.TicksPerDay);
        return Array.Exists(Plan(day).Parts, p => p.Start <= time && time < p.End);
    }

    private static DayOfWeek WeekdayOf(int day) => (DayOfWeek)((day + 1) % 7);

    private static int MonthAndDay(DateOnly date) => (date.Month * 100) + date.Day;

    private DayPlan Plan(int day)
    {
        if (!IsException(day)) return _ordinary[day % 7];
        if (_special.TryGetValue(day, out var special) && special.OverHolidays) return DayPlan.Of(special.Hours, HoursBeginning(day - 1), [], []);
        return DayPlan.Of(HoursBeginning(day), HoursBeginning(day - 1), ClosedBeginning(day), ClosedBeginning(day - 1));
    }

    private bool IsException(int day)
    {
        if (Array.BinarySearch(_exceptions, day) >= 0) return true;
        if (_yearlyExceptions.Length + _moving.Length == 0) return false;
        var date = DateOnly.FromDayNumber(day);
        return Array.Exists(_moving, feast => feast.FallsOn(date) || feast.FallsOn(date.AddDays(-1))) || _yearly.Contains(MonthAndDay(date)) || _yearly.Contains(MonthAndDay(date.AddDays(-1)));
    }

    private IReadOnlyList<OpenInterval> HoursBeginning(int day) => _special.TryGetValue(day, out var special) ? special.Hours : _week[day % 7];

    private IEnumerable<OpenInterval> ClosedBeginning(int day) =>
        _holidays[day].Concat(_yearly[MonthAndDay(DateOnly.FromDayNumber(day))]).Concat(_moving.Where(feast => feast.FallsOn(DateOnly.FromDayNumber(day)))).SelectMany(h => h.Parts ?? WholeDay);

    /// <summary>A day before which, from the given one on, all are ordinary.</summary>
    private int NextException(int day)
    {
        var index = Array.BinarySearch(_exceptions, day);
        if (index < 0) index = ~index;
        var next = index < _exceptions.Length ? _exceptions[index] : int.MaxValue;
        if (_yearlyExceptions.Length + _moving.Length == 0) return next;
        // The day before is asked too: what began on it may run into this one. A date that this year lacks only ends the stretch early.
        var date = DateOnly.FromDayNumber(day - 1);
        foreach (var feast in _moving.Select(holiday => holiday.Easter!))
        {
            var comes = feast.In(date.Year);
            next = Math.Min(next, Math.Max(day, (comes < date ? feast.In(date.Year + 1) : comes).DayNumber));
        }

        foreach (var yearly in _yearlyExceptions)
        {
            var year = MonthAndDay(yearly) < MonthAndDay(date) ? date.Year + 1 : date.Year;
            next = Math.Min(next, Math.Max(day, new DateOnly(year, yearly.Month, 1).DayNumber + yearly.Day - 1));
        }

        return next;
    }
}
