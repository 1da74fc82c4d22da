using AgentConsole.Tickets.Files;
using Microsoft.JSInterop;

namespace AgentConsole.Console.Ticket;

/// <summary>The files of a draft that a browser uploads (wwwroot/js/files.js): it tells how far each is, and the draft keeps what arrived.</summary>
/// <param name="owner">Whose they are (<see cref="FileOwner"/>).</param>
/// <param name="failed">What is said where the server gave no sentence.</param>
/// <param name="changed">There is something else to show; called on the renderer's thread.</param>
/// <param name="gone">The screen was left.</param>
public sealed class DraftUploads(DraftFiles files, FileShelf shelf, string owner, Func<string> failed, Action changed, CancellationToken gone)
{
    private const int LongestName = 300;

    /// <summary>False where the draft has as many as a message may have.</summary>
    [JSInvokable]
    public bool UploadBegan(string id, string name)
    {
        var taken = files.TryAdd(id, FileNames.Seen(name.Length > LongestName ? name[..LongestName] : name));
        changed();
        return taken;
    }

    [JSInvokable]
    public void UploadMoved(string id, int percent)
    {
        files.Change(id, file => file with { Percent = Math.Clamp(percent, 0, 100) });
        changed();
    }

    /// <summary>The server has it; what it is, its shelf says.</summary>
    [JSInvokable]
    public async Task UploadDone(string id, string key)
    {
        var stored = await shelf.FindAsync(key, gone) is { } found && found.Owner == owner ? found.ToMessageFile() : null;
        files.Change(id, file => file with { File = stored, Name = stored?.Name ?? file.Name, Wrong = stored is null ? failed() : null });
        changed();
    }

    /// <param name="why">The server's sentence; null where there was no answer.</param>
    [JSInvokable]
    public void UploadFailed(string id, string? why)
    {
        files.Change(id, file => file with { Wrong = why ?? failed() });
        changed();
    }

    /// <summary>A file that had arrived is not wanted any more.</summary>
    public Task DiscardAsync(MessageFile file) => shelf.DiscardAsync(owner, file.Key, gone);
}
