using System.ComponentModel;
using System.Text.Json.Serialization;

namespace AgentConsole.Channels.Api.Simulation;

/// <summary>The answer of an operation on a calendar.</summary>
public sealed record OperationAnswer(
    [property: Description("What was asked.")]
    string Op,
    [property: Description("An instant or a date as text, seconds, true or false, or pairs of instants, as the operation has it.")]
    object? Result);

/// <summary>What a time line comes to. Due instants are those of targets that run: null for what ended or waits.</summary>
public sealed record TimeLineAnswer
{
    public required string Op { get; init; }

    [Description("The instant for which all is said: the last event's.")]
    public required DateTimeOffset At { get; init; }

    [JsonPropertyName("first_response_due")]
    public DateTimeOffset? FirstResponseDue { get; init; }

    [JsonPropertyName("next_response_due")]
    public DateTimeOffset? NextResponseDue { get; init; }

    [JsonPropertyName("resolution_due")]
    public DateTimeOffset? ResolutionDue { get; init; }

    [JsonPropertyName("total_resolution_due")]
    public DateTimeOffset? TotalResolutionDue { get; init; }

    [JsonPropertyName("next_breach_at")]
    [Description("The earliest of the due instants, passed or to come.")]
    public DateTimeOffset? NextBreachAt { get; init; }

    [JsonPropertyName("first_response_minutes")]
    [Description("How long it took in the target's own time; null until it ended. Of next responses, the last that was answered.")]
    public double? FirstResponseMinutes { get; init; }

    [JsonPropertyName("first_response_slack_minutes")]
    [Description("By how much it was kept; negative where it was missed.")]
    public double? FirstResponseSlackMinutes { get; init; }

    [JsonPropertyName("next_response_minutes")]
    public double? NextResponseMinutes { get; init; }

    [JsonPropertyName("next_response_slack_minutes")]
    public double? NextResponseSlackMinutes { get; init; }

    [JsonPropertyName("resolution_minutes")]
    public double? ResolutionMinutes { get; init; }

    [JsonPropertyName("resolution_slack_minutes")]
    public double? ResolutionSlackMinutes { get; init; }

    [JsonPropertyName("total_resolution_minutes")]
    public double? TotalResolutionMinutes { get; init; }

    [JsonPropertyName("total_resolution_slack_minutes")]
    public double? TotalResolutionSlackMinutes { get; init; }

    [Description("The worst state of the running targets: none, on_track, at_risk, breached, or paused where nothing runs.")]
    public required string State { get; init; }

    public required string Status { get; init; }

    public required string Priority { get; init; }

    [Description("The states that targets took, by events and because time passed, in order. One that begins on track is not told.")]
    public required IReadOnlyList<TransitionData> Transitions { get; init; }

    [Description("Each promise that was made, in the order in which they began.")]
    public required IReadOnlyList<LedgerData> Ledger { get; init; }
}

/// <summary>A target went from one state to another.</summary>
public sealed record TransitionData(
    DateTimeOffset At,
    string Target,
    string From,
    string To,
    [property: JsonPropertyName("due_at")] DateTimeOffset? DueAt);

/// <summary>A time in which a clock waited; to is null while it still does.</summary>
public sealed record PauseData(string Status, DateTimeOffset From, DateTimeOffset? To);

/// <summary>A stretch of time.</summary>
public sealed record PeriodData(DateTimeOffset From, DateTimeOffset To);

/// <summary>Everything one promise's due instant was made of.</summary>
public sealed record LedgerData
{
    [Description("first_response, next_response, resolution or total_resolution.")]
    public required string Target { get; init; }

    [Description("on_track, at_risk, breached, paused, met or missed.")]
    public required string State { get; init; }

    public required string Priority { get; init; }

    [JsonPropertyName("promised_seconds")]
    public required double PromisedSeconds { get; init; }

    [JsonPropertyName("business_time")]
    [Description("Counted while the calendar is open; else by day and by night.")]
    public required bool BusinessTime { get; init; }

    [JsonPropertyName("started_at")]
    public required DateTimeOffset StartedAt { get; init; }

    [JsonPropertyName("at_risk_at")]
    public DateTimeOffset? AtRiskAt { get; init; }

    [JsonPropertyName("due_at")]
    public DateTimeOffset? DueAt { get; init; }

    [JsonPropertyName("ended_at")]
    public DateTimeOffset? EndedAt { get; init; }

    [JsonPropertyName("elapsed_seconds")]
    [Description("What its clock counted until it ended, or until now.")]
    public required double ElapsedSeconds { get; init; }

    [JsonPropertyName("left_seconds")]
    [Description("What is left of the amount; negative once it is overdue.")]
    public required double LeftSeconds { get; init; }

    [JsonPropertyName("paused_seconds")]
    public required double PausedSeconds { get; init; }

    public required IReadOnlyList<PauseData> Pauses { get; init; }

    [JsonPropertyName("closed_seconds")]
    [Description("The closed hours passed over between the start and the due instant, pauses left out.")]
    public required double ClosedSeconds { get; init; }

    [Description("The closed stretches from the start to the due instant, the first hundred.")]
    public required IReadOnlyList<PeriodData> Closed { get; init; }

    [Description("The same in a sentence, in the language that the request accepts.")]
    public required string Why { get; init; }
}
