using System.ComponentModel;
using System.Text.Json.Serialization;

namespace AgentConsole.Channels.Api.Simulation;

/// <summary>What <c>POST /api/sla/simulate</c> is asked: a calendar, and a time line or one operation on it. Other fields at the top are left alone, so that a case of a test suite can be sent as it is.</summary>
public sealed record SimulateRequest
{
    [Description("What is asked: sla_timeline (also where nothing is said), add, subtract, elapsed, is_open, next_open, prev_open, open_periods_after, "
        + "open_periods_before, is_holiday, is_break, is_workday, business_days_between, or reject_config.")]
    public string? Op { get; init; }

    [Description("When the company is open.")]
    public CalendarData? Calendar { get; init; }

    [Description("What is promised, for a time line.")]
    public SlaData? Sla { get; init; }

    [Description("What happens to the ticket, in order of time, for a time line: at most 300 events, the first of type created.")]
    public IReadOnlyList<EventData>? Events { get; init; }

    [Description("The values of an operation.")]
    public OperationData? Input { get; init; }
}

/// <summary>When a company is open. All times are of the wall clock of the time zone, as HH:MM or HH:MM:SS; a pair is from and to, and one that ends at or before its beginning ends on the next day.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CalendarData
{
    [Description("An IANA name, such as Europe/Ljubljana.")]
    [JsonPropertyName("time_zone")]
    public string? TimeZone { get; init; }

    [Description("Open day and night, every day; the other parts are then left aside.")]
    [JsonPropertyName("always_open")]
    public bool? AlwaysOpen { get; init; }

    [Description("By weekday (mon, tue, wed, thu, fri, sat, sun) any number of pairs, such as [[\"09:00\",\"12:00\"],[\"13:00\",\"17:00\"]]. 24:00 is the end of a day.")]
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>>? Hours { get; init; }

    [Description("By date (2026-12-24) the pairs that take the place of the weekday's; none means closed. A holiday on that date still closes it.")]
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>>? Shifts { get; init; }

    [Description("By date the pairs that are open even where a holiday falls on it.")]
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>>? Openings { get; init; }

    [Description("By date the pairs in which it is closed: holidays of part of a day.")]
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>>? Breaks { get; init; }

    [Description("Dates that are closed from midnight to midnight: 2026-12-25, or 12-25 for each year.")]
    public IReadOnlyList<string>? Holidays { get; init; }
}

/// <summary>What is promised, in minutes. A target that is missing or null is not promised.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SlaData
{
    [JsonPropertyName("first_response")]
    [Description("From the ticket's creation to the first public reply by a person.")]
    public double? FirstResponse { get; init; }

    [JsonPropertyName("next_response")]
    [Description("From the oldest unanswered message of the customer to the next public reply by a person, once the first response was given.")]
    public double? NextResponse { get; init; }

    [Description("From the ticket's creation to the first time it is resolved or closed.")]
    public double? Resolution { get; init; }

    [JsonPropertyName("total_resolution")]
    [Description("From the ticket's creation to the last time it is resolved or closed.")]
    public double? TotalResolution { get; init; }

    [Description("By priority (low, normal, high, urgent, or a name of your own) its own promises, in place of the ones above.")]
    public IReadOnlyDictionary<string, PromiseData>? Priorities { get; init; }

    [JsonPropertyName("warn_before")]
    [Description("By target the minutes that are left when it is at risk. A priority whose own promise is no longer than that gets no warning.")]
    public IReadOnlyDictionary<string, double>? WarnBefore { get; init; }

    [JsonPropertyName("calendar_time")]
    [Description("The targets that count by day and by night instead of in business time.")]
    public IReadOnlyList<string>? CalendarTime { get; init; }

    [Description("By target the statuses in which its clock waits. Where a target is missing: pending and on_hold. Resolved, closed and spam always wait.")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Pauses { get; init; }
}

/// <summary>The promises to one priority, in minutes.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PromiseData
{
    [JsonPropertyName("first_response")]
    public double? FirstResponse { get; init; }

    [JsonPropertyName("next_response")]
    public double? NextResponse { get; init; }

    public double? Resolution { get; init; }

    [JsonPropertyName("total_resolution")]
    public double? TotalResolution { get; init; }
}

/// <summary>Something that happens to the ticket. Nothing happens but what is said: a reply changes no status by itself.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EventData
{
    [Description("An instant of ISO 8601; UTC where it names no offset.")]
    public string? At { get; init; }

    [Description("created, customer_message, customer_auto_reply, agent_reply, first_agent_reply (its stamp alone), agent_contact (its stamp alone), bot_reply, note, status, priority, now.")]
    public string? Type { get; init; }

    [Description("For status: new, open, pending, on_hold, resolved (or solved), closed or spam. For priority: its name.")]
    public string? Value { get; init; }

    [JsonPropertyName("initial_status")]
    [Description("For created: the status it begins with; new where nothing is said.")]
    public string? InitialStatus { get; init; }

    [Description("For created: the priority it begins with; normal where nothing is said.")]
    public string? Priority { get; init; }
}

/// <summary>The values of an operation on a calendar. Instants are of ISO 8601, UTC where they name no offset; dates are 2026-12-24.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record OperationData
{
    [Description("add, subtract, elapsed, next_open, prev_open: an instant. business_days_between, and add or subtract of days: an instant or a date.")]
    public string? Start { get; init; }

    [Description("elapsed: an instant. business_days_between: a date, itself not counted.")]
    public string? End { get; init; }

    [Description("is_open, is_break: an instant. is_holiday, is_workday: an instant or a date.")]
    public string? At { get; init; }

    [Description("open_periods_after, open_periods_before: an instant.")]
    public string? Origin { get; init; }

    [Description("How many periods, at most 1000; one where nothing is said.")]
    public double? Count { get; init; }

    [Description("add, subtract, reject_config: how much open time, in the unit.")]
    public double? Amount { get; init; }

    [Description("seconds, minutes (also where nothing is said), hours, or days: days of work.")]
    public string? Unit { get; init; }
}
