using System.Text.Json;
using AgentConsole.Common;

namespace AgentConsole.Channels.Api;

/// <summary>Reads a request's body: bounded, as JSON, held against its type.</summary>
internal static class ApiBody
{
    /// <summary>Bytes. A calendar with ten years of holidays and a long time line is a tenth of it.</summary>
    public const int MaxLength = 256 * 1024;

    /// <summary>The value, unless there are problems; or the answer where it isn't JSON at all, or too much of it.</summary>
    public static async Task<(T? Value, IResult? Refused)> ReadAsync<T>(
        HttpRequest request, ApiProblems problems, ApiSpeech speech, CancellationToken cancellationToken) where T : class
    {
        if (!request.HasJsonContentType()) return (null, speech.Problem(StatusCodes.Status415UnsupportedMediaType, "Problem.NotJsonType"));
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = ApiJson.MaxDepth, AllowDuplicateProperties = false }, cancellationToken);
            JsonShape.Check(document.RootElement, ApiJson.Options.GetTypeInfo(typeof(T)), "", problems);
            if (document.RootElement.ValueKind == JsonValueKind.Null) problems.Add("$", new Refusal("api.missing"));
            return (problems.Any ? null : document.RootElement.Deserialize<T>(ApiJson.Options), null);
        }
        catch (JsonException wrong)
        {
            return (null, speech.Problem(StatusCodes.Status400BadRequest, "Problem.NotJson", (wrong.LineNumber ?? 0) + 1, (wrong.BytePositionInLine ?? 0) + 1));
        }
        catch (BadHttpRequestException tooMuch) when (tooMuch.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, speech.Problem(StatusCodes.Status413PayloadTooLarge, "Problem.TooLong", MaxLength));
        }
    }
}
