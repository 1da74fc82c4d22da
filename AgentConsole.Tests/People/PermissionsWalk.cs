using System.Net;
using System.Reflection;
using AgentConsole.People;
using AgentConsole.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;

namespace AgentConsole.Tests.People;

/// <summary>Everything that can be asked for names its permission, or stands on the list of what strangers may ask for.</summary>
public sealed class PermissionsWalk(SharedApp shared) : IClassFixture<SharedApp>
{
    /// <summary>What a stranger may open, each with its own lock where it needs one.</summary>
    private static readonly string[] ForStrangers =
    [
        "/sign-in", "/sign-in/link", "/sign-out", "/access-denied", "/not-found", "/language",
        "/invitation", // by its one-time token
        "/setup", // by the link printed at start
        "/health/live", "/health/ready",
        "/hubs/chat", "/widget/frame", "/widget/site.js", "/widget/logo", "/widget/files", "/widget/files/{key}", "/widget/transcript", "/widget/watching", "/widget/watch", // by site key and visitor token
        "/openapi/{documentName}.json", // tells no more than the documentation
        "/demo", // registered in demonstrations only
    ];

    /// <summary>The framework's own: circuits (and the route by which the development server names missing files) are closed by the fallback policy.</summary>
    private static readonly string[] Frameworks = ["/_blazor", "/_framework", "/_content", "/{**path:file}"];

    [Fact]
    public async Task Every_endpoint_names_its_permission()
    {
        var endpoints = shared.App.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.Contains(endpoints, endpoint => Route(endpoint) == "/sign-in");
        Assert.Empty(endpoints.Where(endpoint => !IsFrameworks(endpoint) && !IsAsset(endpoint)).Select(Problem).OfType<string>());
    }

    [Fact]
    public void Every_page_names_its_permission()
    {
        var pages = typeof(AgentConsoleApp).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any()).ToList();
        Assert.NotEmpty(pages);
        Assert.Empty(pages.SelectMany(page => page.GetCustomAttributes<RouteAttribute>()
            .Select(route => Problem(route.Template, page.GetCustomAttributes().ToArray()))).OfType<string>());
    }

    [Fact]
    public void What_names_no_permission_is_found()
    {
        Assert.NotNull(Problem("/secret", []));
        Assert.NotNull(Problem("/secret", [new AllowAnonymousAttribute()]));
        Assert.NotNull(Problem("/secret", [new AuthorizeAttribute()]));
        Assert.NotNull(Problem("/secret", [new AuthorizeAttribute("no.such")]));
        Assert.Null(Problem("/secret", [new AuthorizeAttribute(Permissions.InboxRead)]));
        Assert.Null(Problem("/sign-in", [new AllowAnonymousAttribute()]));
    }

    [Theory]
    [InlineData("/inbox", "/sign-in")]
    [InlineData("/account", "/sign-in")]
    [InlineData("/no/such/page", "/sign-in")]
    public async Task A_stranger_is_sent_to_sign_in(string path, string to)
    {
        Assert.StartsWith(to, (await shared.App.NewVisitor().GetAsync(path)).To, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/app.css")]
    [InlineData("/css/plain.css")]
    [InlineData("/favicon.svg")]
    [InlineData("/js/console.js")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task A_strangers_page_gets_its_files(string path)
    {
        Assert.Equal(HttpStatusCode.OK, (await shared.App.NewVisitor().GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_program_without_a_session_gets_the_number_and_no_page()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Accept", "application/json");
        Assert.Equal(HttpStatusCode.Unauthorized, (await shared.App.NewVisitor().SendAsync(request)).Status);
    }

    private static string? Problem(RouteEndpoint endpoint) => Problem(Route(endpoint), [.. endpoint.Metadata]);

    private static string? Problem(string route, IReadOnlyList<object> metadata)
    {
        if (metadata.OfType<IAllowAnonymous>().Any())
            return ForStrangers.Contains(route) || ForStrangers.Contains(Parent(route)) ? null : $"{route} lets strangers in and isn't on the list";
        var named = metadata.OfType<IAuthorizeData>().Select(data => data.Policy).ToList();
        if (named.Count == 0) return $"{route} names no permission";
        return named.Any(name => name is not null && Permissions.Table.ContainsKey(name)) ? null : $"{route} names no permission of the table";
    }

    private static string Route(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    /// <summary>A hub maps its negotiation below itself.</summary>
    private static string Parent(string route) => route.EndsWith("/negotiate", StringComparison.Ordinal) ? route[..^"/negotiate".Length] : route;

    private static bool IsFrameworks(RouteEndpoint endpoint) => Frameworks.Any(root => Route(endpoint).StartsWith(root, StringComparison.Ordinal));

    private static bool IsAsset(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;
}
