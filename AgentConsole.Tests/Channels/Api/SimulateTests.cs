using System.Net;
using System.Text.Json;
using AgentConsole.People;
using AgentConsole.People.Tokens;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Channels.Api;

public sealed class SimulateTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Calendar = """ "calendar":{"time_zone":"Europe/Ljubljana","hours":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],"fri":[["09:00","17:00"]]},"holidays":["12-25"]} """;

    private const string Sla = """ "sla":{"first_response":120,"next_response":60,"resolution":480,"warn_before":{"first_response":30},"priorities":{"refund":{"first_response":15}}} """;

    [Fact]
    public async Task A_time_line_tells_its_due_instants_its_states_its_elapsed_time_and_its_ledger()
    {
        // Friday, 15:30 in Ljubljana: half past four on, it is closed until Monday.
        var answer = await AnswerAsync("""{"at":"2026-11-20T14:30:00Z","type":"created"},{"at":"2026-11-20T14:30:00Z","type":"customer_message"},{"at":"2026-11-23T08:20:00Z","type":"now"}""");

        Assert.Equal("2026-11-23T08:30:00Z", answer.GetProperty("first_response_due").GetString());
        Assert.Equal("at_risk", answer.GetProperty("state").GetString());
        var line = answer.GetProperty("ledger").EnumerateArray().Single(l => l.GetProperty("target").GetString() == "first_response");
        Assert.Equal(6_600, line.GetProperty("elapsed_seconds").GetDouble());
        Assert.Equal(600, line.GetProperty("left_seconds").GetDouble());
        Assert.Equal(64 * 3600, line.GetProperty("closed_seconds").GetDouble());
        Assert.Equal("2026-11-20T16:00:00Z", line.GetProperty("closed")[0].GetProperty("from").GetString());
        Assert.Contains("2 h", line.GetProperty("why").GetString(), StringComparison.Ordinal);
        var transition = Assert.Single(answer.GetProperty("transitions").EnumerateArray());
        Assert.Equal("2026-11-20T16:00:00Z", transition.GetProperty("at").GetString());
    }

    [Fact]
    public async Task A_machine_meets_no_target_and_starts_none()
    {
        var answer = await AnswerAsync("""
            {"at":"2026-11-23T08:00:00Z","type":"created"},{"at":"2026-11-23T08:00:00Z","type":"customer_message"},{"at":"2026-11-23T08:10:00Z","type":"bot_reply"},{"at":"2026-11-23T08:11:00Z","type":"note"},
            {"at":"2026-11-23T08:20:00Z","type":"agent_reply"},{"at":"2026-11-23T08:30:00Z","type":"customer_auto_reply"}
            """);

        Assert.Equal(20, answer.GetProperty("first_response_minutes").GetDouble());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("next_response_due").ValueKind);
    }

    [Fact]
    public async Task Each_answered_wait_has_its_line_and_tells_by_how_much()
    {
        var answer = await AnswerAsync("""
            {"at":"2026-11-23T08:00:00Z","type":"created"},{"at":"2026-11-23T08:10:00Z","type":"agent_reply"},{"at":"2026-11-23T09:00:00Z","type":"customer_message"},
            {"at":"2026-11-23T09:45:00Z","type":"agent_reply"},{"at":"2026-11-23T10:00:00Z","type":"customer_message"},{"at":"2026-11-23T11:30:00Z","type":"agent_reply"}
            """);

        Assert.Equal(
            [("first_response", "met", 6_600), ("resolution", "on_track", 16_200), ("next_response", "met", 900), ("next_response", "missed", -1_800)],
            answer.GetProperty("ledger").EnumerateArray().Select(l => (l.GetProperty("target").GetString()!, l.GetProperty("state").GetString()!, (int)l.GetProperty("left_seconds").GetDouble())));
    }

    [Fact]
    public async Task Another_priority_brings_its_own_promises()
    {
        var answer = await AnswerAsync("""{"at":"2026-11-23T08:00:00Z","type":"created"},{"at":"2026-11-23T08:05:00Z","type":"priority","value":"refund"}""");

        Assert.Equal("2026-11-23T08:15:00Z", answer.GetProperty("first_response_due").GetString());
        Assert.Equal("refund", answer.GetProperty("priority").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("resolution_due").ValueKind);
    }

    [Fact]
    public async Task Why_is_told_in_the_language_that_is_accepted()
    {
        using var caller = await ApiCaller.CreateAsync(shared.App);
        var (_, body) = await caller.PostAsync($$"""{{{Calendar}},{{Sla}},"events":[{"at":"2026-11-23T08:00:00Z","type":"created"}]}""", "sl");
        Assert.Contains("delovnega časa", body.GetProperty("ledger")[0].GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_longer_time_line_than_the_limit_is_refused_and_one_at_the_limit_is_answered()
    {
        using var caller = await ApiCaller.CreateAsync(shared.App);
        static string Events(int count) => string.Join(',', Enumerable.Range(0, count).Select(i =>
            $$"""{"at":"2026-01-{{1 + (i / 24):00}}T{{i % 24:00}}:00:00Z","type":"{{(i == 0 ? "created" : "status")}}","value":"{{(i % 2 == 0 ? "open" : "pending")}}"}"""));
        await caller.AnswerAsync($$"""{{{Calendar}},{{Sla}},"events":[{{Events(300)}}]}""");
        Assert.Equal(["api.too_many"], (await caller.CodesAsync($$"""{{{Calendar}},{{Sla}},"events":[{{Events(301)}}]}"""))["events"]);
    }

    [Fact]
    public async Task Only_leads_and_tokens_made_for_it_may_ask_and_a_revoked_token_ends_at_once()
    {
        var app = shared.App;
        using var stranger = new ApiCaller(app.Address, null);
        using var forger = new ApiCaller(app.Address, "no such token");
        Assert.Equal((HttpStatusCode.Unauthorized, 401), await StatusAsync(stranger));
        Assert.Equal((HttpStatusCode.Unauthorized, 401), await StatusAsync(forger));

        var admin = await app.AccountAsync(AgentRole.Admin);
        var made = (await app.Get<ApiTokens>().CreateAsync("short", Permissions.SlaSimulate, admin.Id, CancellationToken.None)).Value!;
        using var known = new ApiCaller(app.Address, made.Token);
        Assert.Equal(HttpStatusCode.BadRequest, (await known.PostAsync("{}")).Status);
        await app.Get<ApiTokens>().RevokeAsync(made.Info.Id, CancellationToken.None);
        Assert.Equal((HttpStatusCode.Unauthorized, 401), await StatusAsync(known));

        foreach (var (role, status) in new[] { (AgentRole.Agent, HttpStatusCode.Forbidden), (AgentRole.Supervisor, HttpStatusCode.BadRequest) })
        {
            var person = await app.SignedInAsync(role);
            var request = new HttpRequestMessage(HttpMethod.Post, ApiCaller.Path) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
            Assert.Equal(status, (await person.SendAsync(request)).Status);
        }

        static async Task<(HttpStatusCode, int)> StatusAsync(ApiCaller caller)
        {
            var (status, body) = await caller.PostAsync("{}");
            return (status, body.GetProperty("status").GetInt32());
        }
    }

    [Fact]
    public async Task A_token_is_worth_no_more_than_its_maker()
    {
        var app = shared.App;
        var admin = await app.AccountAsync(AgentRole.Admin);
        var made = (await app.Get<ApiTokens>().CreateAsync("maker", Permissions.SlaSimulate, admin.Id, CancellationToken.None)).Value!;
        await app.Get<AgentConsole.People.Identity.Accounts>().ChangeRoleAsync(admin.Id, AgentRole.Agent, CancellationToken.None);
        using var caller = new ApiCaller(app.Address, made.Token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.PostAsync("{}")).Status);
        Assert.Equal("token.not_grantable", (await app.Get<ApiTokens>().CreateAsync("all", Permissions.AccountManage, admin.Id, CancellationToken.None)).Refusal?.Code);
    }

    [Fact]
    public async Task The_description_names_every_field_that_is_read_and_answered()
    {
        using var http = new HttpClient { BaseAddress = shared.App.Address };
        using var document = JsonDocument.Parse(await http.GetStringAsync("/openapi/v1.json"));
        var post = document.RootElement.GetProperty("paths").GetProperty(ApiCaller.Path).GetProperty("post");
        Assert.Equal(2, post.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("oneOf").GetArrayLength());
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        Assert.True(schemas.GetProperty("CalendarData").GetProperty("properties").TryGetProperty("time_zone", out _));
        Assert.True(schemas.GetProperty("SlaData").GetProperty("properties").TryGetProperty("first_response", out _));
        Assert.True(schemas.GetProperty("TimeLineAnswer").GetProperty("properties").TryGetProperty("next_breach_at", out _));
        Assert.True(schemas.GetProperty("LedgerData").GetProperty("properties").TryGetProperty("closed_seconds", out _));
        Assert.Single(document.RootElement.GetProperty("paths").EnumerateObject());
    }

    private async Task<JsonElement> AnswerAsync(string events)
    {
        using var caller = await ApiCaller.CreateAsync(shared.App);
        return await caller.AnswerAsync($$"""{{{Calendar}},{{Sla}},"events":[{{events}}]}""");
    }
}
