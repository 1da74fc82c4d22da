using AgentConsole.Tickets.Files;

namespace AgentConsole.Console.Ticket;

/// <summary>A file that a draft will be sent with: on its way, there, or failed.</summary>
/// <param name="Id">The browser's name for the upload.</param>
/// <param name="Name">As the browser said it, until the server says better.</param>
/// <param name="Percent">Of the upload, 0 to 100.</param>
/// <param name="File">What the server has; null while it is on its way, and where it failed.</param>
/// <param name="Wrong">Why it failed, in the reader's words.</param>
public sealed record DraftFile(string Id, string Name, int Percent = 0, MessageFile? File = null, string? Wrong = null)
{
    public bool IsOnItsWay => File is null && Wrong is null;
}

/// <summary>The files of a draft, in the order in which they were added.</summary>
public sealed class DraftFiles
{
    public IReadOnlyList<DraftFile> All { get; private set; } = [];

    public bool AreOnTheirWay => All.Any(file => file.IsOnItsWay);

    public IReadOnlyList<string> Keys => [.. All.Where(file => file.File is not null).Select(file => file.File!.Key)];

    /// <summary>What goes with the message, of an agent; null for nothing.</summary>
    public AttachedFiles? AttachedBy(long agentId) => Keys is { Count: > 0 } keys ? new AttachedFiles(FileOwner.Agent(agentId), keys) : null;

    /// <summary>Adds one; false where there are as many as a message may have.</summary>
    public bool TryAdd(string id, string name)
    {
        if (All.Any(file => file.Id == id)) return true;
        // What failed is not in the way of what is tried next.
        var kept = All.Where(file => file.Wrong is null).ToList();
        if (kept.Count >= MessageFile.MostPerMessage) return false;
        All = [.. kept, new DraftFile(id, name)];
        return true;
    }

    /// <summary>Those that have arrived; null for none.</summary>
    public IReadOnlyList<MessageFile>? Stored => Keys.Count == 0 ? null : [.. All.Where(file => file.File is not null).Select(file => file.File!)];

    /// <summary>Puts files back that the server has; what is on its way goes on.</summary>
    public void Restore(IReadOnlyList<MessageFile> stored)
    {
        var others = All.Where(file => file.File is null);
        All = [.. stored.Select(file => All.FirstOrDefault(known => known.File?.Key == file.Key) ?? new DraftFile(file.Key, file.Name, 100, file)), .. others];
    }

    public void Change(string id, Func<DraftFile, DraftFile> change) => All = [.. All.Select(file => file.Id == id ? change(file) : file)];

    public void Remove(string id) => All = [.. All.Where(file => file.Id != id)];

    public void Clear() => All = [];
}
