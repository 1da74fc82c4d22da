using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Resources;
using AgentConsole.Tickets.Files;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Channels.Files;

/// <summary>Files for agents: <c>PUT /files?name=…</c> takes one in, <c>GET /files/KEY</c> gives it, <c>DELETE</c> takes an unsent one back.</summary>
public static class FilesFeature
{
    public static void AddFileTransfer(this IServiceCollection services) => services.AddSingleton<FileTransfer>();

    public static void MapFiles(this WebApplication app)
    {
        app.MapPut("/files", ReceiveAsync).RequireAuthorization(Permissions.TicketWrite);
        app.MapGet("/files/{key}", DeliverAsync).RequireAuthorization(Permissions.InboxRead);
        app.MapDelete("/files/{key}", DiscardAsync).RequireAuthorization(Permissions.TicketWrite);
    }

    private static async Task<IResult> ReceiveAsync(HttpContext http, FileTransfer files, IStringLocalizer<Shared> words, string? name) =>
        http.User.AgentId() is { } agent
            ? await files.ReceiveAsync(http, FileOwner.Agent(agent), name, refusal => words[$"Refusal.{refusal.Code}", refusal.Arguments])
            : Results.Forbid();

    /// <summary>Who may read tickets reads what was sent with them; what waits is its owner's.</summary>
    private static async Task<IResult> DeliverAsync(HttpContext http, FileTransfer files, FileShelf shelf, string key)
    {
        var file = await shelf.FindAsync(key, http.RequestAborted);
        var mine = http.User.AgentId() is { } agent && file?.Owner == FileOwner.Agent(agent);
        return file is null || (file.MessageId is null && !mine) ? Results.NotFound() : await files.DeliverAsync(http, file);
    }

    private static async Task<IResult> DiscardAsync(HttpContext http, FileShelf shelf, string key)
    {
        if (http.User.AgentId() is { } agent) await shelf.DiscardAsync(FileOwner.Agent(agent), key, http.RequestAborted);
        return Results.NoContent();
    }
}
