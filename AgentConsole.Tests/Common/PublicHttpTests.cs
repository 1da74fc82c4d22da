using System.Net;
using AgentConsole.Common;
using AgentConsole.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Tests.Common;

/// <summary>What a person names is fetched from the public internet only, and not for ever.</summary>
public sealed class PublicHttpTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _never = new();
    private WebApplication _server = default!;
    private string _address = "";

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.MapGet("/text", () => "BEGIN:VCALENDAR ž");
        _server.MapGet("/missing", () => Results.NotFound());
        _server.MapGet("/long", () => new string('x', 5_000));
        _server.MapGet("/again", () => Results.Redirect("/again"));
        _server.MapGet("/to-text", () => Results.Redirect("/text"));
        _server.MapGet("/to-file", () => Results.Redirect("file:///etc/hostname"));
        _server.MapGet("/inside", () => Results.Redirect("http://169.254.169.254/latest/meta-data"));
        _server.MapGet("/slow", async () => { await _never.Task; return ""; });
        await _server.StartAsync();
        _address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public async Task DisposeAsync()
    {
        _never.TrySetResult();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_text_is_fetched_also_where_it_has_moved()
    {
        using var http = Here();
        Assert.Equal("BEGIN:VCALENDAR ž", (await http.TextAsync(_address + "/text", 1000, default)).Value);
        Assert.Equal("BEGIN:VCALENDAR ž", (await http.TextAsync(_address + "/to-text", 1000, default)).Value);
    }

    [Theory]
    [InlineData("/missing", "fetch.answered")]
    [InlineData("/long", "fetch.too_long")]
    [InlineData("/again", "fetch.too_many_redirects")]
    [InlineData("/to-file", "fetch.not_an_address")]
    [InlineData("/inside", "fetch.not_public")]
    public async Task What_is_not_to_be_had_is_refused_with_the_reason(string path, string code)
    {
        using var http = Here();
        Assert.Equal(code, (await http.TextAsync(_address + path, 1000, default)).Refusal?.Code);
    }

    [Theory]
    [InlineData("ftp://example.com/a.ics", "fetch.not_an_address")]
    [InlineData("calendar.ics", "fetch.not_an_address")]
    [InlineData("http://localhost:1/a.ics", "fetch.not_public")]
    [InlineData("http://127.0.0.1:1/", "fetch.not_public")]
    [InlineData("http://[::1]:1/", "fetch.not_public")]
    [InlineData("http://[::ffff:10.0.0.1]/", "fetch.not_public")]
    [InlineData("http://2130706433/", "fetch.not_public")]
    [InlineData("http://10.1.2.3/", "fetch.not_public")]
    public async Task An_address_in_the_house_is_refused(string address, string code)
    {
        using var http = new PublicHttp(TimeProvider.System);
        Assert.Equal(code, (await http.TextAsync(address, 1000, default)).Refusal?.Code);
    }

    [Fact]
    public async Task What_takes_too_long_is_given_up()
    {
        var time = new FakeTime(DateTimeOffset.UnixEpoch);
        using var http = new PublicHttp(time, IPAddress.IsLoopback);
        var fetching = http.TextAsync(_address + "/slow", 1000, default);
        time.Advance(PublicHttp.Timeout);
        Assert.Equal("fetch.too_slow", (await fetching.WaitAsync(DeskHost.Limit)).Refusal?.Code);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("172.15.0.1", true)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:192.168.1.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("ff02::1", false)]
    public void Public_is_what_belongs_to_the_internet(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddress.IsPublic(IPAddress.Parse(address)));

    private static PublicHttp Here() => new(TimeProvider.System, IPAddress.IsLoopback);
}
