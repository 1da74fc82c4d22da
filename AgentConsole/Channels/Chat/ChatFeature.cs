using AgentConsole.Channels.Chat.Before;
using AgentConsole.Channels.Chat.Watching;
using AgentConsole.Common;
using AgentConsole.People;
using Microsoft.AspNetCore.SignalR;

namespace AgentConsole.Channels.Chat;

/// <summary>Registers the chat channel: the visitors' hub, the widget's frame, and what pushes to them.</summary>
public static class ChatFeature
{
    public static void AddChat(this WebApplicationBuilder builder, ConfigurationProblems problems)
    {
        var options = problems.Read<ChatOptions>(builder.Configuration, ChatOptions.Section);
        options.Check(problems);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<VisitorTokens>();
        services.AddSingleton<VisitorFiles>();
        services.AddSingleton<Transcript>();
        services.AddSingleton<ChatSender>();
        services.AddSingleton<ChatComings>();
        services.AddSingleton<ChatRooms>();
        services.AddSingleton<ChatHistory>();
        services.AddSingleton<ChatPresence>();
        services.AddSingleton<ChatDrain>();
        services.AddSingleton<ChatIdentities>();
        services.AddBefore();
        services.AddSingleton<ChatBans>();
        services.AddSingleton<ChatGreeter>();
        services.AddSingleton<ConversationLimits>();
        services.AddSingleton<ChatDoor>();
        services.AddSingleton<FrameAssets>();
        services.AddSingleton<FramePage>();
        services.AddSingleton<SiteScript>();
        services.AddSingleton<SitePictures>();
        services.AddSingleton<PreviewPage>();
        services.AddHostedService(provider => provider.GetRequiredService<ChatPresence>());
        services.AddHostedService<ChatDispatcher>();
        services.AddHostedService<ChatSites>();
        services.AddHostedService<GreetingWatch>();
        services.AddWatching();
        services.AddHostedService(provider => provider.GetRequiredService<ChatBans>());
        services.AddSignalR().AddHubOptions<ChatHub>(hub =>
        {
            hub.MaximumReceiveMessageSize = ChatProtocol.MaxFrameBytes;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
            hub.HandshakeTimeout = TimeSpan.FromSeconds(10);
            // Says which frame was too long or which argument is missing. What methods throw never gets there: ChatFailures answers it.
            hub.EnableDetailedErrors = true;
            hub.AddFilter<ChatFailures>();
        });
        services.AddSingleton<ChatFailures>();
    }

    public static void MapChat(this WebApplication app)
    {
        app.UseOriginGate();
        app.MapHub<ChatHub>(ChatProtocol.HubPath);
        app.MapGet(FramePage.Path, (HttpContext http, FramePage page, string? site, string? lang, string? parent) => page.ShowAsync(http, site, lang, parent))
            .AllowAnonymous();
        app.MapGet(SiteScript.Path, (HttpContext http, SiteScript script, string? site, string? lang, string? page, string? browser) => script.ShowAsync(http, site, lang, page, browser))
            .AllowAnonymous();
        app.MapGet(SitePictures.Path, (HttpContext http, SitePictures pictures, string? site, string? v) => pictures.ShowAsync(http, site, v)).AllowAnonymous();
        app.MapGet(PreviewPage.Path, (HttpContext http, PreviewPage page) => page.Show(http)).RequireAuthorization(Permissions.SettingsManage);
        app.MapGet($"{PreviewPage.Path}/frame", (HttpContext http, FramePage page, string? lang) => page.ShowPreview(http, lang)).RequireAuthorization(Permissions.SettingsManage);
        app.MapGet(Transcript.Path, (HttpContext http, Transcript transcript, string? pass, string? lang, string? zone) => transcript.ShowAsync(http, pass, lang, zone)).AllowAnonymous();
        app.MapVisitorFiles();
        app.MapWatching();
    }
}
