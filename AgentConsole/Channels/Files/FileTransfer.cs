using AgentConsole.Common;
using AgentConsole.Tickets.Files;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace AgentConsole.Channels.Files;

/// <summary>An upload that succeeded, for the page that made it.</summary>
/// <param name="Size">In bytes.</param>
internal sealed record UploadedFile(string Key, string Name, string Type, long Size, int? Width, int? Height);

/// <summary>An upload that was refused: a code for programs, a sentence for people.</summary>
internal sealed record UploadRefused(string Code, string Message);

/// <summary>
/// Files over HTTP, for agents and visitors alike: in as the bare body of a PUT, which no page of another origin can send unasked; out so that no browser makes
/// a page of them.
/// </summary>
internal sealed class FileTransfer(FileShelf shelf, FilesOptions options, TimeProvider time)
{
    /// <summary>An office or a school shares an address.</summary>
    private const int OwnersPerAddress = 10;

    private const int Overrun = 1024 * 1024;

    private readonly RateLimit _perOwner = new(options.UploadsPerMinute, options.UploadsPerMinute / 60.0, time);
    private readonly RateLimit _perAddress = new(options.UploadsPerMinute * OwnersPerAddress, options.UploadsPerMinute * OwnersPerAddress / 60.0, time);

    /// <param name="say">A refusal in the language of the one who uploads.</param>
    public async Task<IResult> ReceiveAsync(HttpContext http, string owner, string? name, Func<Refusal, string> say)
    {
        // Said before a byte of it is read, where it says itself how large it is.
        if (http.Request.ContentLength > options.MaxBytes) return Refuse(http, shelf.TooLarge(), say);
        if (!_perAddress.TryTake(NetworkAddress.Key(http.Connection.RemoteIpAddress), out _) || !_perOwner.TryTake(owner, out _)) return Refuse(http, new Refusal("file.too_fast"), say);
        // The shelf counts and answers in words; past a little more the server's own limit cuts off whoever goes on sending.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = options.MaxBytes + Overrun;
        try
        {
            var outcome = await shelf.AddAsync(owner, name, http.Request.Body, http.RequestAborted);
            if (!outcome.Succeeded) return Refuse(http, outcome.Refusal, say);
            var file = outcome.Value;
            return Results.Json(new UploadedFile(file.Key, file.Name, file.Type, file.Size, file.Width, file.Height));
        }
        catch (Exception cut) when (cut is BadHttpRequestException or OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // The browser went in the middle of it: what had come is gone already, and nobody is there to be told.
            return Results.Empty;
        }
    }

    public async Task<IResult> DeliverAsync(HttpContext http, Attachment file)
    {
        if (await shelf.OpenAsync(file, http.RequestAborted) is not { } content) return Results.NotFound();
        var headers = http.Response.Headers;
        var shown = file.ToMessageFile().IsPicture();
        headers.ContentDisposition = new ContentDispositionHeaderValue(shown ? "inline" : "attachment") { FileNameStar = file.Name }.ToString();
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "private, max-age=3600";
        return Results.Stream(content, shown ? file.Type : FileTypes.Unknown, enableRangeProcessing: true);
    }

    private static IResult Refuse(HttpContext http, Refusal refusal, Func<Refusal, string> say)
    {
        var status = refusal.Code switch
        {
            "file.too_large" => StatusCodes.Status413PayloadTooLarge,
            "file.type" => StatusCodes.Status415UnsupportedMediaType,
            "file.too_fast" => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status400BadRequest,
        };
        // What is left of the body is not read: the connection ends with the answer.
        if (status == StatusCodes.Status413PayloadTooLarge) http.Response.Headers.Connection = "close";
        return Results.Json(new UploadRefused(refusal.Code, say(refusal)), statusCode: status);
    }
}
