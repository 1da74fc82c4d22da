using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentConsole.Data.Blobs;
using AgentConsole.Tickets.Files;

namespace AgentConsole.Tickets.Customers;

/// <summary>Everything that is kept about one person, for that person: a zip of JSON and files, written as it is read.</summary>
public sealed class CustomerExport(CustomerProfiles profiles, TicketQueries tickets, FileShelf shelf, BlobOptions blobs)
{
    private const int EveryMessage = int.MaxValue;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes <c>profile.json</c>, <c>tickets/N.json</c> with the conversation and its history, and the files of both sides.</summary>
    /// <returns>The zip from its beginning: a file of its own, gone when it is disposed of. So what goes wrong half-way is an error and no half file.</returns>
    public async Task<Stream> WriteAsync(CustomerProfile profile, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory.CreateDirectory(blobs.Folder).FullName, $"export-{Guid.NewGuid():N}");
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await WriteAsync(profile, file, cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private async Task WriteAsync(CustomerProfile profile, FileStream to, CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        await EntryAsync(zip, "profile.json", new
        {
            profile.Customer.Id,
            Parts = profile.Parts.Select(part => new
            {
                part.Id,
                part.Name,
                part.Email,
                part.Company,
                part.Language,
                part.Tier,
                part.IsVip,
                part.Notes,
                part.Attributes,
                part.MergedInto,
                part.CreatedAt,
                part.ErasedAt,
            }),
            Identities = profile.Identities.Select(identity => new { identity.Kind, identity.Value, identity.CustomerId }),
            Record = profile.Log.Select(row => new { row.At, row.AgentName, What = row.Event() }),
        }, cancellationToken);
        for (var before = long.MaxValue; ;)
        {
            var page = await profiles.TimeLineAsync(profile, before, 100, cancellationToken);
            foreach (var ticket in page) await TicketAsync(zip, ticket.Id, cancellationToken);
            if (page.Count == 0) return;
            before = page[^1].Id;
        }
    }

    private async Task TicketAsync(ZipArchive zip, long id, CancellationToken cancellationToken)
    {
        if (await tickets.TicketAsync(id, cancellationToken) is not { } ticket) return;
        var messages = await tickets.MessagesAsync(id, 0, EveryMessage, publicOnly: false, cancellationToken);
        var journal = await tickets.JournalAsync(id, EveryMessage, cancellationToken);
        await EntryAsync(zip, $"tickets/{id}.json", new
        {
            ticket.Id,
            ticket.Subject,
            ticket.Status,
            ticket.Channel,
            ticket.CustomerId,
            ticket.Declared,
            ticket.CreatedAt,
            ticket.ResolvedAt,
            ticket.ClosedAt,
            Messages = messages.Select(message => new { message.Kind, By = message.AuthorKind, message.AuthorName, message.At, message.Text, message.Files }),
            History = journal.Select(entry => new { entry.At, By = entry.Actor.Name, Event = entry.Event }),
        }, cancellationToken);
        foreach (var file in messages.SelectMany(message => message.Files ?? [])) await FileAsync(zip, file, cancellationToken);
    }

    private async Task FileAsync(ZipArchive zip, MessageFile file, CancellationToken cancellationToken)
    {
        if (await shelf.FindAsync(file.Key, cancellationToken) is not { } stored || await shelf.OpenAsync(stored, cancellationToken) is not { } content) return;
        await using var from = content;
        await using var into = await zip.CreateEntry($"files/{file.Key}-{file.Name}", CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await from.CopyToAsync(into, cancellationToken);
    }

    private static async Task EntryAsync<T>(ZipArchive zip, string name, T value, CancellationToken cancellationToken)
    {
        await using var into = await zip.CreateEntry(name).OpenAsync(cancellationToken);
        await JsonSerializer.SerializeAsync(into, value, Json, cancellationToken);
    }
}
