using AgentConsole.Common;
using AgentConsole.Sla;
using NodaTime;

namespace AgentConsole.Channels.Api.Simulation;

/// <summary>The plain operations on a calendar: each reads its values, and answers or says what is wrong with them.</summary>
internal sealed class Operations(ApiProblems problems)
{
    public const int MaxPeriods = 1000;

    private const string Root = "input";

    private static readonly IReadOnlyDictionary<string, TimeSpan> Units = new Dictionary<string, TimeSpan>(StringComparer.Ordinal)
    {
        ["seconds"] = TimeSpan.FromSeconds(1),
        ["minutes"] = TimeSpan.FromMinutes(1),
        ["hours"] = TimeSpan.FromHours(1),
        ["days"] = TimeSpan.FromDays(1),
    };

    private static readonly IReadOnlyDictionary<string, Func<Operations, OperationData, Func<BusinessCalendar, object?>?>> All =
        new Dictionary<string, Func<Operations, OperationData, Func<BusinessCalendar, object?>?>>(StringComparer.Ordinal)
        {
            ["add"] = (me, input) => me.Moved(input, 1),
            ["subtract"] = (me, input) => me.Moved(input, -1),
            ["reject_config"] = (me, input) => me.Judged(input),
            ["elapsed"] = (me, input) => me.Elapsed(input),
            ["is_open"] = (me, input) => me.At(input.At, "at") is { } at ? calendar => calendar.IsOpen(at) : null,
            ["is_break"] = (me, input) => me.At(input.At, "at") is { } at ? calendar => calendar.IsBreak(at) : null,
            ["is_holiday"] = (me, input) => me.Day(input.At, "at") is { } day ? calendar => calendar.IsHoliday(day(calendar)) : null,
            ["is_workday"] = (me, input) => me.Day(input.At, "at") is { } day ? calendar => calendar.IsWorkday(day(calendar)) : null,
            ["business_days_between"] = (me, input) => me.DaysBetween(input),
            ["next_open"] = (me, input) => me.At(input.Start, "start") is { } at ? calendar => me.Reached(calendar.NextOpening(at)) : null,
            ["prev_open"] = (me, input) => me.At(input.Start, "start") is { } at ? calendar => me.Reached(calendar.PreviousClosing(at)) : null,
            ["open_periods_after"] = (me, input) => me.Periods(input, (calendar, origin) => calendar.PeriodsAfter(origin)),
            ["open_periods_before"] = (me, input) => me.Periods(input, (calendar, origin) => calendar.PeriodsBefore(origin)),
        };

    public static IEnumerable<string> Names => All.Keys;

    /// <summary>True where an operation looks for an opening: a calendar that has none is then wrong.</summary>
    public static bool NeedsOpening(string op) => op is "add" or "subtract" or "reject_config" or "next_open" or "prev_open";

    /// <summary>What an operation does to a calendar once its values are read; null and problems where they can't be.</summary>
    public Func<BusinessCalendar, object?>? Read(string op, OperationData? input) => All[op](this, input ?? new OperationData());

    private Func<BusinessCalendar, object?>? Moved(OperationData input, int direction)
    {
        if (Unit(input) is not { } unit) return null;
        if (unit == TimeSpan.FromDays(1)) return MovedByDays(input, direction);
        var (amount, start) = (Wire.Amount(input.Amount, unit, $"{Root}.amount", problems), At(input.Start, "start"));
        return amount is { } given && start is { } from ? calendar => Reached(Move(calendar, from, given * direction, direction)) : null;
    }

    // Taking nothing away gives the last instant at which it was open.
    private static DateTimeOffset? Move(BusinessCalendar calendar, DateTimeOffset from, TimeSpan amount, int direction) =>
        amount > TimeSpan.Zero ? calendar.Add(from, amount)
        : amount < TimeSpan.Zero ? calendar.Subtract(from, -amount)
        : direction < 0 ? calendar.PreviousClosing(from) : from;

    private Func<BusinessCalendar, object?>? MovedByDays(OperationData input, int direction)
    {
        if (input.Amount is not { } amount || amount != Math.Floor(amount) || Math.Abs(amount) > BusinessCalendar.Horizon.Days)
        {
            problems.Add($"{Root}.amount", new Refusal("simulation.not_whole_days", BusinessCalendar.Horizon.Days));
            return null;
        }

        var days = (int)amount * direction;
        if (Wire.TryDate(input.Start, out var date)) return calendar => Reached(calendar.AddWorkdays(date, days))?.ToString("yyyy-MM-dd", null);
        if (At(input.Start, "start") is not { } start) return null;
        return calendar => Reached(MoveByDays(calendar, start, days));
    }

    /// <summary>So many days of work later or earlier at the same time of day; from and to where it is open.</summary>
    private static DateTimeOffset? MoveByDays(BusinessCalendar calendar, DateTimeOffset start, int days)
    {
        var time = LocalTime.Midnight;
        if (days >= 0 || calendar.IsOpen(start))
        {
            if (calendar.NextOpening(start) is not { } opening) return null;
            start = opening;
            time = calendar.Local(start).TimeOfDay;
        }
        else if (calendar.PreviousClosing(start) is { } closing) start = closing;

        return calendar.AddWorkdays(calendar.DateOf(start), days) is { } day ? calendar.NextOpening(calendar.InstantOf(LocalDate.FromDateOnly(day) + time)) : null;
    }

    /// <summary>An amount that could be promised, by a calendar on which it is reached.</summary>
    private Func<BusinessCalendar, object?>? Judged(OperationData input)
    {
        var amount = Unit(input) is { } unit ? Wire.Amount(input.Amount, unit, $"{Root}.amount", problems) : null;
        if (amount <= TimeSpan.Zero) problems.Add($"{Root}.amount", new Refusal("policy.amount_not_positive", amount));
        var start = At(input.Start, "start");
        return amount is { } given && start is { } from ? calendar => Reached(calendar.Add(from, given)) is null : null;
    }

    private Func<BusinessCalendar, object?>? Elapsed(OperationData input)
    {
        var (start, end) = (At(input.Start, "start"), At(input.End, "end"));
        return start is { } from && end is { } to
            ? calendar => (to >= from ? calendar.Elapsed(from, to) : -calendar.Elapsed(to, from)).TotalSeconds
            : null;
    }

    private Func<BusinessCalendar, object?>? DaysBetween(OperationData input)
    {
        var (start, end) = (Wire.Date(input.Start, $"{Root}.start", problems), Wire.Date(input.End, $"{Root}.end", problems));
        if (start is not { } from || end is not { } to) return null;
        if (Math.Abs(to.DayNumber - from.DayNumber) <= BusinessCalendar.Horizon.Days) return calendar => calendar.WorkdaysBetween(from, to);
        problems.Add($"{Root}.end", new Refusal("simulation.too_far_apart", BusinessCalendar.Horizon.Days));
        return null;
    }

    private Func<BusinessCalendar, object?>? Periods(OperationData input, Func<BusinessCalendar, DateTimeOffset, IEnumerable<OpenPeriod>> find)
    {
        var count = input.Count ?? 1;
        if (count is not (>= 1 and <= MaxPeriods) || count != Math.Floor(count)) problems.Add($"{Root}.count", new Refusal("simulation.count", MaxPeriods));
        return At(input.Origin, "origin") is { } origin
            ? calendar => find(calendar, origin).Take((int)count).Select(period => new[] { period.From, period.To }).ToList()
            : null;
    }

    private TimeSpan? Unit(OperationData input)
    {
        if (Units.TryGetValue(input.Unit ?? "minutes", out var unit)) return unit;
        problems.Add($"{Root}.unit", new Refusal("api.not_one_of", Wire.Shown(input.Unit), string.Join(", ", Units.Keys)));
        return null;
    }

    private DateTimeOffset? At(string? text, string name) => Wire.Instant(text, $"{Root}.{name}", problems);

    /// <summary>A date, or the date that an instant has on the calendar's wall clock.</summary>
    private Func<BusinessCalendar, DateOnly>? Day(string? text, string name)
    {
        if (Wire.TryDate(text, out var date)) return _ => date;
        return At(text, name) is { } at ? calendar => calendar.DateOf(at) : null;
    }

    private T? Reached<T>(T? found) where T : struct
    {
        if (found is null) problems.Add("calendar", new Refusal("simulation.never_reached", BusinessCalendar.Horizon.Days));
        return found;
    }
}
