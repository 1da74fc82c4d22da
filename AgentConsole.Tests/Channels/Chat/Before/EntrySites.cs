using System.Text.Json;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat.Before;

/// <summary>What the laws of this folder say of a site's settings and of first messages.</summary>
internal static class EntrySites
{
    /// <summary>Changes the shop's settings as the page does.</summary>
    public static async Task SetAsync(this ChatHost host, SiteEntry entry, string key = ChatHost.Site)
    {
        var catalog = host.Services.GetRequiredService<SiteCatalog>();
        var site = (await catalog.ListAsync(CancellationToken.None)).Single(site => site.Key == key);
        var saved = await catalog.ChangeAsync(
            site, new SiteWish(site.Name, site.AllowedOrigins, site.TeamId, site.Colour, site.Greeting) { Look = site.Look, Entry = entry }, CancellationToken.None);
        Assert.True(saved.Succeeded, saved.Refusal?.ToString());
    }

    public static Task<JsonElement> BeginAsync(this HubClient client, string text, object? about, string? clientId = null) =>
        client.InvokeAsync("Send", new { clientId = clientId ?? Guid.NewGuid().ToString(), text, about });

    /// <summary>The keys of what is asked.</summary>
    public static string[] AsksOf(JsonElement hello, string which = "fields") =>
        hello.TryGetProperty("entry", out var entry) && entry.TryGetProperty(which, out var asks) ? [.. asks.EnumerateArray().Select(ask => ask.GetProperty("key").GetString()!)] : [];

    /// <summary>The refusal's code and the answer that it is about.</summary>
    public static string WrongOf(JsonElement reply) =>
        reply.TryGetProperty("error", out var error) && error.TryGetProperty("field", out var field) ? $"{error.GetProperty("code").GetString()} {field.GetString()}" : $"no answer refused: {reply}";
}
