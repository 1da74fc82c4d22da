using System.Net;
using System.Text.RegularExpressions;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Channels.Api;

/// <summary>What is wrong with a request is told all at once, by place, in words.</summary>
public sealed partial class SimulateRefusals(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Good = """ "calendar":{"time_zone":"Etc/UTC","hours":{"mon":[["09:00","17:00"]]}},"sla":{"first_response":60},"events":[{"at":"2026-11-23T09:00:00Z","type":"created"}] """;

    [Theory]
    [InlineData("{}", "calendar: api.missing; sla: api.missing; events: api.missing")]
    [InlineData("null", "$: api.missing")]
    [InlineData("[]", ": api.not_object")]
    [InlineData("""{"op":"divide"}""", "op: api.not_one_of")]
    [InlineData("""{"op":1}""", "op: api.not_text")]
    [InlineData("""{"calendar":{"time_zone":"Mars/Olympus","hours":{"mon":[["09:00","17:00"]]}}""", "calendar.time_zone: calendar.time_zone_unknown", true)]
    [InlineData("""{"calendar":{"time_zone":"UTC","hours":{}}""", "calendar.hours: calendar.never_open", true)]
    [InlineData("""{"calendar":{"time_zone":"UTC","hour":{}}""", "calendar.hour: api.field_unknown", true)]
    [InlineData("""{"calendar":{"time_zone":"UTC","hours":{"mon":[["09:00","9:00","x"],["25:00","17:00"],["17:00","17:00"]],"monday":[]}}""",
        "calendar.hours.mon[0]: api.not_pair; calendar.hours.mon[1]: api.not_time; calendar.hours.monday: api.not_one_of; calendar.hours.mon[2]: calendar.interval_empty", true)]
    [InlineData("""{"calendar":{"time_zone":"UTC","hours":{"mon":"09:00-17:00"}}""", "calendar.hours.mon: api.not_list", true)]
    [InlineData("""{"calendar":{"time_zone":"UTC","hours":{"mon":[["09:00","17:00"]]},"holidays":["2026-02-30","tomorrow"],"breaks":{"2026-13-01":[]},"shifts":{"2026-12-24":[["08:00","08:00"]]}}""",
        "calendar.holidays[0]: api.not_date; calendar.holidays[1]: api.not_date; calendar.breaks.2026-13-01: api.not_date; calendar.shifts.2026-12-24[0]: calendar.interval_empty", true)]
    public Task A_wrong_calendar_is_told_by_place(string request, string expected, bool withRest = false) => RefusedAsync(
        withRest ? request + """,  "sla":{"first_response":60},"events":[{"at":"2026-11-23T09:00:00Z","type":"created"}]}""" : request, expected);

    [Theory]
    [InlineData("""{"first_response":-5}""", "sla.first_response: policy.amount_not_positive")]
    [InlineData("""{"first_response":1e300}""", "sla.first_response: api.not_amount; sla: policy.promises_nothing")]
    [InlineData("""{"first_response":"60"}""", "sla.first_response: api.not_number")]
    [InlineData("""{"first_response":60,"warn_before":{"first_response":60}}""", "sla.first_response: policy.warning_outside_amount")]
    [InlineData("""{"first_response":60,"warn_before":{"first_reply":5,"first_response":null}}""", "sla.warn_before.first_response: api.not_number")]
    [InlineData("""{"first_response":60,"pauses":{"first_response":["waiting"]}}""", "sla.pauses.first_response[0]: api.not_one_of")]
    [InlineData("""{"first_response":60,"pauses":{"first_response":["new","open"]}}""", "sla.pauses.first_response: policy.never_runs")]
    [InlineData("""{"priorities":{"vip":{"first_response":0}}}""", "sla.priorities.vip.first_response: policy.amount_not_positive")]
    [InlineData("""{}""", "sla: policy.promises_nothing")]
    public Task A_wrong_agreement_is_told_by_place(string sla, string expected) => RefusedAsync(Good.Replace("""{"first_response":60}""", sla, StringComparison.Ordinal), expected);

    [Theory]
    [InlineData("""{"at":"2026-11-23T09:00:00Z","type":"status","value":"open"}""", "events[0].type: simulation.not_created_first")]
    [InlineData("""{"at":"2026-11-23T09:00:00Z","type":"created"},{"at":"2026-11-23T08:00:00Z","type":"now"}""", "events[1].at: simulation.earlier_than_before")]
    [InlineData("""{"at":"2026-11-23T09:00:00Z","type":"created"},{"at":"2026-11-23T09:00:00Z","type":"created"}""", "events[1].type: simulation.created_again")]
    [InlineData("""{"at":"yesterday","type":"created","initial_status":"asleep","priority":"vip"},{"type":"reply"},null,7""",
        "events[3]: api.not_object")]
    [InlineData("""{"at":"yesterday","type":"created","initial_status":"asleep","priority":"vip"},{"type":"reply"},null""",
        "events[0].at: api.not_instant; events[0].initial_status: api.not_one_of; events[0].priority: api.not_one_of; events[1].at: api.not_instant; events[1].type: api.not_one_of; events[2]: api.missing")]
    [InlineData("""{"at":"0001-01-01T00:00:00Z","type":"created"}""", "events[0].at: api.not_instant")]
    public Task A_wrong_time_line_is_told_by_place(string events, string expected) =>
        RefusedAsync(Good.Replace("""{"at":"2026-11-23T09:00:00Z","type":"created"}""", events, StringComparison.Ordinal), expected);

    [Theory]
    [InlineData("add", "{}", "input.amount: api.not_amount; input.start: api.not_instant")]
    [InlineData("add", """{"start":"2026-11-23T09:00:00Z","amount":1,"unit":"weeks"}""", "input.unit: api.not_one_of")]
    [InlineData("add", """{"start":"2026-11-23T09:00:00Z","amount":87000,"unit":"hours"}""", "calendar: simulation.never_reached")]
    [InlineData("add", """{"start":"2026-11-23T09:00:00Z","amount":1.5,"unit":"days"}""", "input.amount: simulation.not_whole_days")]
    [InlineData("reject_config", """{"start":null,"amount":-5}""", "input.amount: policy.amount_not_positive; input.start: api.not_instant")]
    [InlineData("is_open", """{"at":"2026-11-23"}""", "input.at: api.not_instant")]
    [InlineData("open_periods_after", """{"origin":"2026-11-23T09:00:00Z","count":1001}""", "input.count: simulation.count")]
    [InlineData("business_days_between", """{"start":"1950-01-01","end":"2100-01-01"}""", "input.end: simulation.too_far_apart")]
    [InlineData("elapsed", """{"begin":"2026-11-23T09:00:00Z"}""", "input.begin: api.field_unknown")]
    public Task Wrong_values_of_an_operation_are_told_by_place(string op, string input, string expected) =>
        RefusedAsync($$""" "op":"{{op}}","input":{{input}},{{Good}} """, expected);

    [Theory]
    [InlineData("{")]
    [InlineData("""{"op":"add","op":"elapsed"}""")]
    [InlineData("")]
    [InlineData("""{"op":"add"} {}""")]
    public async Task What_is_no_JSON_is_refused_in_words(string body)
    {
        using var caller = await ApiCaller.CreateAsync(shared.App);
        var (status, answer) = await caller.PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(answer.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task What_another_site_could_send_from_a_browser_is_not_read()
    {
        using var caller = await ApiCaller.CreateAsync(shared.App);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await caller.PostAsync("{}", type: "text/plain")).Status);
    }

    [Fact]
    public async Task Too_long_a_body_and_too_deep_a_one_are_refused()
    {
        using var caller = await ApiCaller.CreateAsync(shared.App);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await caller.PostAsync($$"""{"id":"{{new string('x', 300_000)}}"}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await caller.PostAsync(new string('[', 5_000))).Status);
    }

    [Fact]
    public async Task Nobody_is_told_more_than_a_hundred_places()
    {
        using var caller = await ApiCaller.CreateAsync(shared.App);
        var dates = string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"never {i}\""));
        Assert.InRange((await caller.CodesAsync($$"""{"calendar":{"time_zone":"UTC","holidays":[{{dates}}] } }""")).Count, 90, 100);
    }

    private async Task RefusedAsync(string request, string expected)
    {
        using var caller = await ApiCaller.CreateAsync(shared.App);
        foreach (var language in new[] { "en", "ar", "sl" })
        {
            var (status, body) = await caller.PostAsync(request.TrimStart().StartsWith('"') ? $"{{{request}}}" : request, language);
            Assert.True(status == HttpStatusCode.BadRequest, $"{status} {body}");
            var told = body.GetProperty("codes").EnumerateObject().SelectMany(place => place.Value.EnumerateArray().Select(code => $"{place.Name}: {code.GetString()}"));
            Assert.Equal(expected.Split("; ").Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
            var sentences = body.GetProperty("errors").EnumerateObject().SelectMany(place => place.Value.EnumerateArray()).Select(text => text.GetString()!);
            Assert.DoesNotContain(sentences, sentence => sentence.StartsWith("Refusal.", StringComparison.Ordinal) || Blank().IsMatch(sentence));
        }
    }

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex Blank();
}
