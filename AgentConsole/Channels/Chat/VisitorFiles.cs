using System.Globalization;
using System.Security.Cryptography;
using AgentConsole.Channels.Files;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Files;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Channels.Chat;

/// <summary>
/// Files for visitors, under <c>/widget/files</c>. Uploading asks for the visitor's token. Reading asks for a pass, which an address can carry (pictures send no
/// headers): it says which visitor, opens only what is in that visitor's conversation, and expires.
/// </summary>
internal sealed class VisitorFiles(
    FileTransfer files, FileShelf shelf, FilesOptions options, VisitorTokens tokens, ChatBans bans, SiteDirectory sites, IDbContextFactory<DeskDb> databases, IDataProtectionProvider protection,
    TimeProvider time)
{
    public const string Path = "/widget/files";

    private const int MaxPass = 1024;

    private static readonly TimeSpan PassLasts = TimeSpan.FromDays(7);

    private readonly IDataProtector _protector = protection.CreateProtector("AgentConsole.Chat.FilePass.v1");

    public FileTerms Terms(string visitorId) => new(
        _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{visitorId}\n{(time.Instant() + PassLasts).ToUnixTimeMilliseconds()}")), options.MaxBytes, MessageFile.MostPerMessage);

    public async Task<IResult> ReceiveAsync(HttpContext http, string? site, string? name, string? lang)
    {
        var language = ChatWords.Language(lang);
        if (OriginGate.Foreign(http.Request) is { } foreign) return Refuse(new Refusal("chat.origin_foreign", foreign), StatusCodes.Status403Forbidden);
        if (site is null || await sites.FindAsync(site, http.RequestAborted) is null) return Refuse(new Refusal("chat.site_unknown"), StatusCodes.Status404NotFound);
        const string bearer = "Bearer ";
        var header = http.Request.Headers.Authorization.ToString();
        var visitor = header.StartsWith(bearer, StringComparison.Ordinal) ? tokens.Read(header[bearer.Length..], site) : new Refusal("chat.token_invalid");
        if (!visitor.Succeeded) return Refuse(visitor.Refusal, StatusCodes.Status401Unauthorized);
        if (bans.Check(visitor.Value.Id) is { } banned) return Refuse(banned, StatusCodes.Status403Forbidden);
        return await files.ReceiveAsync(http, FileOwner.Visitor(visitor.Value.Id), name, refusal => ChatWords.Say(refusal, language));

        IResult Refuse(Refusal refusal, int status) => Results.Json(new UploadRefused(refusal.Code, ChatWords.Say(refusal, language)), statusCode: status);
    }

    public async Task<IResult> DeliverAsync(HttpContext http, string key, string? pass)
    {
        // Whatever is wrong, the answer is the same: nobody learns which files there are.
        if (VisitorOf(pass) is not { } visitor || await shelf.FindAsync(key, http.RequestAborted) is not { } file) return Results.NotFound();
        var mine = file.MessageId is { } message ? await IsToldAsync(visitor, message, http.RequestAborted) : file.Owner == FileOwner.Visitor(visitor);
        return mine ? await files.DeliverAsync(http, file) : Results.NotFound();
    }

    /// <summary>True where the message is one that this visitor reads: public, in a ticket of the customer that the visitor is.</summary>
    private async Task<bool> IsToldAsync(string visitor, long messageId, CancellationToken cancellationToken)
    {
        var identities = VisitorIds.AllOf(visitor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await (from message in db.Set<Message>()
                      join ticket in db.Set<Ticket>() on message.TicketId equals ticket.Id
                      join identity in db.Set<CustomerIdentity>() on ticket.CustomerId equals identity.CustomerId
                      where message.Id == messageId && message.Kind == MessageKind.Public && identity.Kind == IdentityKind.Visitor && identities.Contains(identity.Value)
                      select message.Id).AnyAsync(cancellationToken);
    }

    /// <summary>Whose a pass is; null for one that is none, or has expired.</summary>
    internal string? VisitorOf(string? pass)
    {
        if (pass is null or { Length: > MaxPass }) return null;
        try
        {
            return _protector.Unprotect(pass).Split('\n') is [var visitor, var until] && time.Instant().ToUnixTimeMilliseconds() < long.Parse(until, CultureInfo.InvariantCulture) ? visitor : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

internal static class VisitorFilesMap
{
    public static void MapVisitorFiles(this WebApplication app)
    {
        // Visitors have no account: token and pass say who they are.
        app.MapPut(VisitorFiles.Path, (HttpContext http, VisitorFiles files, string? site, string? name, string? lang) => files.ReceiveAsync(http, site, name, lang)).AllowAnonymous();
        app.MapGet($"{VisitorFiles.Path}/{{key}}", (HttpContext http, VisitorFiles files, string key, string? pass) => files.DeliverAsync(http, key, pass)).AllowAnonymous();
    }
}
