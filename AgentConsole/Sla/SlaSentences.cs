using AgentConsole.Resources;
using AgentConsole.Tickets;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Sla;

/// <summary>A line of the ledger as sentences to a person, in the language of the moment.</summary>
public sealed class SlaSentences(IStringLocalizer<SlaWords> words, IStringLocalizer<Shared> shared)
{
    /// <summary>Why it is due when it is, or what became of it.</summary>
    /// <param name="at">Writes an instant for this reader.</param>
    public string Say(SlaExplanation why, Func<DateTimeOffset, string> at)
    {
        List<string> told = [Result(why, at), Promise(why, at)];
        if (why.Closed > TimeSpan.Zero) told.Add(words["Why.Closed", Span(why.Closed)]);
        if (why.Pauses.Where(p => p.To is not null).ToList() is { Count: > 0 } pauses)
            told.Add(words[pauses.Count == 1 ? "Why.PausedOnce" : "Why.PausedOften", Span(why.Paused), Statuses(pauses), pauses.Count]);
        return string.Join(' ', told);
    }

    /// <summary>A span in its two largest units; its sign is left to the words around it.</summary>
    /// <param name="inDays">False for business time, of which 24 hours are no day.</param>
    public string Span(TimeSpan span, bool inDays = true)
    {
        span = span.Duration();
        (int Amount, string Word)[] parts =
            [(inDays ? span.Days : 0, "Span.Days"), (inDays ? span.Hours : (int)span.TotalHours, "Span.Hours"), (span.Minutes, "Span.Minutes"), (span.Seconds, "Span.Seconds")];
        var told = parts.SkipWhile(part => part.Amount == 0).Take(2).Where(part => part.Amount > 0).Select(part => words[part.Word, part.Amount].Value).ToList();
        return Apart(told.Count == 0 ? words["Span.Minutes", 0] : string.Join(' ', told));
    }

    private string Result(SlaExplanation why, Func<DateTimeOffset, string> at)
    {
        var (target, standing) = (shared[$"SlaTarget.{why.Target}"].Value, why.Standing);
        return standing.State switch
        {
            SlaState.Met => words["Why.Met", target, At(standing.EndedAt), Own(why.Slack), At(standing.DueAt)],
            SlaState.Missed when why.WasDone => words["Why.Missed", target, At(standing.EndedAt), Own(why.Slack), At(standing.DueAt)],
            SlaState.Missed => words["Why.NeverDone", target, At(standing.EndedAt), At(standing.DueAt)],
            SlaState.Paused => words["Why.Waits", target, At(why.Until), shared[$"Status.{why.Pauses[^1].Status}"].Value, Own(standing.Left ?? TimeSpan.Zero)],
            SlaState.Breached => words["Why.Breached", target, At(standing.DueAt)],
            _ => words["Why.Due", target, At(standing.DueAt)],
        };

        // Time of the target's own clock.
        string Own(TimeSpan span) => Span(span, inDays: !why.InBusinessTime);

        // An amount that the calendar never reaches has no instant.
        string At(DateTimeOffset? instant) => Apart(instant is { } known ? at(known) : words["Why.Never"].Value);
    }

    private string Promise(SlaExplanation why, Func<DateTimeOffset, string> at) => why.InBusinessTime
        ? words["Why.InBusinessTime", Span(why.Amount, inDays: false), Apart(at(why.StartedAt)), Apart(why.CalendarName), Apart(why.Calendar.TimeZone)]
        : words["Why.InCalendarTime", Span(why.Amount), Apart(at(why.StartedAt))];

    private string Statuses(IEnumerable<SlaPause> pauses) => string.Join(", ", pauses.Select(p => shared[$"Status.{p.Status}"].Value).Distinct(StringComparer.Ordinal));

    private static string Apart(string text) => Common.Text.Apart(text);
}
