using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AgentConsole.People;
using AgentConsole.People.Tokens;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Channels.Api;

/// <summary>A program outside that calls the simulator with a token.</summary>
internal sealed class ApiCaller(Uri address, string? token) : IDisposable
{
    public const string Path = "/api/sla/simulate";

    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = RunningApp.Limit };

    /// <summary>A caller with a token of its own, made by an admin of its own.</summary>
    public static async Task<ApiCaller> CreateAsync(RunningApp app)
    {
        var admin = await app.AccountAsync(AgentRole.Admin);
        var made = await app.Get<ApiTokens>().CreateAsync("test", Permissions.SlaSimulate, admin.Id, CancellationToken.None);
        return new ApiCaller(app.Address, made.Value!.Token);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string json, string language = "en", string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(json, Encoding.UTF8, type) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(text.Length == 0 ? "null" : text);
        return (response.StatusCode, document.RootElement.Clone());
    }

    public async Task<JsonElement> AnswerAsync(string json)
    {
        var (status, body) = await PostAsync(json);
        Assert.True(status == HttpStatusCode.OK, $"{status} {body}");
        return body;
    }

    /// <summary>Place → codes of a refusal with 400.</summary>
    public async Task<IReadOnlyDictionary<string, string[]>> CodesAsync(string json)
    {
        var (status, body) = await PostAsync(json);
        Assert.True(status == HttpStatusCode.BadRequest, $"{status} {body}");
        return body.GetProperty("codes").EnumerateObject()
            .ToDictionary(place => place.Name, place => place.Value.EnumerateArray().Select(code => code.GetString()!).ToArray(), StringComparer.Ordinal);
    }

    public void Dispose() => _http.Dispose();
}
