using System.Net;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.Tests.Support;
using Microsoft.AspNetCore.DataProtection;

namespace AgentConsole.Tests.People;

public sealed class OutlivingRestarts
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_was_signed_before_a_restart_is_read_after_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        string signed;
        await using (var app = await RunningApp.StartOnAsync(database))
            signed = app.Get<IDataProtectionProvider>().CreateProtector("visitor").Protect("42");
        await using var again = await RunningApp.StartOnAsync(database);
        Assert.Equal("42", again.Get<IDataProtectionProvider>().CreateProtector("visitor").Unprotect(signed));
    }

    [Fact]
    public async Task A_session_outlives_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        CookieCollection cookies;
        await using (var app = await RunningApp.StartOnAsync(database))
        {
            var visitor = await app.SignedInAsync(AgentRole.Agent);
            cookies = visitor.Cookies;
        }

        await using var again = await RunningApp.StartOnAsync(database);
        var request = new HttpRequestMessage(HttpMethod.Get, "/account");
        request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = again.Address };
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Nodes_on_one_database_share_sessions_and_a_disabling()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var one = await RunningApp.StartOnAsync(database);
        await using var other = await RunningApp.StartOnAsync(database);
        var visitor = await one.SignedInAsync(AgentRole.Agent);
        var there = new Visitor(other.Address, visitor);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/account")).Status);

        var ended = new TaskCompletionSource();
        var agent = one.Get<AgentDirectory>().Agents.Single();
        other.Get<AgentDirectory>().Changed += () =>
        {
            if (!other.Get<AgentDirectory>().IsActive(agent.Id)) ended.TrySetResult();
        };
        await one.Get<Accounts>().DisableAsync(agent.Id, CancellationToken.None);
        await ended.Task.WaitAsync(RunningApp.Limit);
        Assert.StartsWith("/sign-in", (await there.GetAsync("/account")).To, StringComparison.Ordinal);
    }
}
