using System.Text.Json;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Sla;

/// <summary>Other products' cases, to the second. Each fact reports all cases it fails, not the first.</summary>
public sealed class SampleTests
{
    private const string File = "business_hours.json";

    [SampleFact(File)]
    public void Adding_open_time_gives_the_deadlines_others_expect() => All(["add"], sample =>
        Expects(sample, sample.Calendar().Add(sample.At("start"), sample.Amount)));

    [SampleFact(File)]
    public void The_next_opening_is_where_others_expect_it() => All(["next_open"], sample =>
        Expects(sample, sample.Calendar().NextOpening(sample.At("start"))));

    [SampleFact(File)]
    public void Measuring_open_time_gives_the_seconds_others_expect() => All(["elapsed"], sample =>
    {
        var elapsed = sample.Calendar().Elapsed(sample.At("start"), sample.At("end")).TotalSeconds;
        return sample.Expected.EnumerateArray().Any(e => e.GetDouble() == elapsed) ? null : $"{elapsed} for {sample.Expected}";
    });

    [SampleFact(File)]
    public void It_is_open_when_others_say_so() => All(["is_open"], sample =>
    {
        var open = sample.Calendar().IsOpen(sample.At("at"));
        return sample.Expected[0].GetBoolean() == open ? null : $"{open} for {sample.Expected}";
    });

    [SampleFact(File)]
    public void Calendars_and_amounts_that_others_reject_are_rejected() => All(["reject_config"], sample =>
    {
        var calendar = sample.Calendar();
        var policy = Some.Policy(new SlaPromise(SlaTarget.FirstResponse, sample.Amount, TimeSpan.Zero));
        return sample.Expected[0].GetString() switch
        {
            "ErrInvalidSLADuration" when policy.Validate().Any(p => p.What.Code == "policy.amount_not_positive") => null,
            "ErrMaxIterations" when calendar.Validate().Any(p => p.What.Code == "calendar.never_open") && calendar.Add(sample.At("start"), sample.Amount) is null => null,
            var error => $"nothing like {error}",
        };
    });

    [SampleFact(File)]
    public void Time_lines_are_due_when_others_say_so() => All(["sla_timeline"], sample =>
    {
        var ticket = sample.Ticket();
        var sla = SlaEngine.Judge(sample.Policy(), sample.Calendar(), ticket, ticket.UpdatedAt);
        List<string> wrong = [];
        foreach (var (name, target) in SampleCase.Targets)
            Check(name + "_due", sla.Targets.FirstOrDefault(t => t.Target == target && t.IsRunning)?.DueAt);
        Check("next_breach_at", sla.DueAt);
        return wrong.Count == 0 ? null : string.Join(", ", wrong);

        void Check(string field, DateTimeOffset? due)
        {
            if (!sample.Expected.TryGetProperty(field, out var expected)) return;
            var instant = expected.ValueKind == JsonValueKind.Null ? (DateTimeOffset?)null : SampleCase.Instant(expected.GetString()!);
            if (instant != due && (due is null || due != sample.AlsoAccepted)) wrong.Add($"{field} {due:O} for {expected}");
        }
    });

    private static string? Expects(SampleCase sample, DateTimeOffset? reached) =>
        sample.Expected.EnumerateArray().Any(e => SampleCase.Instant(e.GetString()!) == reached) ? null : $"{reached:O} for {sample.Expected}";

    private static void All(string[] ops, Func<SampleCase, string?> check)
    {
        var cases = SampleCase.Read(ops);
        Assert.NotEmpty(cases);
        var wrong = cases.Select(c => (c.Id, Wrong: check(c))).Where(r => r.Wrong is not null).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases.Count} cases fail: {string.Join("; ", wrong)}");
    }
}
