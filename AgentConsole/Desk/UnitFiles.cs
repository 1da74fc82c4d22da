using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Files;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Desk;

/// <summary>The uploads that one commit's messages take with them. Each is sent once, by its owner.</summary>
internal sealed class UnitFiles(DeskDb db, string lockClause)
{
    private readonly Dictionary<string, Attachment> _known = new(StringComparer.Ordinal);
    private readonly List<Attachment> _sent = [];

    /// <summary>The files as the message will tell of them; null for none. Refused where one is another's, was sent already, or is gone.</summary>
    public async Task<Outcome<IReadOnlyList<MessageFile>?>> OfAsync(AttachedFiles? attached)
    {
        if (attached is null or { Keys.Count: 0 }) return Outcome<IReadOnlyList<MessageFile>?>.From(null);
        if (attached.Keys.Count > MessageFile.MostPerMessage) return new Refusal("message.too_many_files", MessageFile.MostPerMessage);
        var files = new List<MessageFile>(attached.Keys.Count);
        foreach (var key in attached.Keys.Distinct(StringComparer.Ordinal))
        {
            if (await FindAsync(key) is not { MessageId: null } file || file.Owner != attached.Owner || _sent.Exists(sent => sent.Key == key)) return new Refusal("file.unknown");
            files.Add(file.ToMessageFile());
        }

        return Outcome<IReadOnlyList<MessageFile>?>.From(files);
    }

    /// <summary>The message goes out with what it has.</summary>
    public void Send(Message message)
    {
        foreach (var file in message.Files ?? []) _sent.Add(_known[file.Key] with { MessageId = message.Id });
    }

    public void Write(DeskTables tables, WriteBatch batch)
    {
        foreach (var file in _sent) tables.Files.Update(batch, file);
    }

    // Held until the commit: whoever takes away old uploads waits, and then finds it sent.
    private async Task<Attachment?> FindAsync(string key)
    {
        if (_known.TryGetValue(key, out var known)) return known;
        var sql = """SELECT * FROM "Attachments" WHERE "Key" = {0}""" + lockClause;
#pragma warning disable EF1002 // The lock clause is the provider's own word.
        var found = await db.Set<Attachment>().FromSqlRaw(sql, key).ToListAsync();
#pragma warning restore EF1002
        return found.Count == 0 ? null : _known[key] = found[0];
    }
}
