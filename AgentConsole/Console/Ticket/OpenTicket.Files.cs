using AgentConsole.Tickets.Files;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AgentConsole.Console.Ticket;

// Files that the browser uploads (wwwroot/js/files.js): it tells how far each is, and the draft keeps what arrived.
public sealed partial class OpenTicket
{
    private const int LongestName = 300;

    [Inject]
    public required FileShelf Shelf { get; init; }

    /// <summary>False where the draft has as many as a message may have.</summary>
    [JSInvokable]
    public bool UploadBegan(string id, string name)
    {
        var taken = draft.Files.TryAdd(id, FileNames.Seen(name.Length > LongestName ? name[..LongestName] : name));
        if (!taken) notice = Terms["Files.TooMany", MessageFile.MostPerMessage];
        StateHasChanged();
        return taken;
    }

    [JSInvokable]
    public void UploadMoved(string id, int percent)
    {
        draft.Files.Change(id, file => file with { Percent = Math.Clamp(percent, 0, 100) });
        StateHasChanged();
    }

    /// <summary>The server has it; what it is, its shelf says.</summary>
    [JSInvokable]
    public async Task UploadDone(string id, string key)
    {
        var stored = await Shelf.FindAsync(key, Gone) is { } found && found.Owner == FileOwner.Agent(me.Id) ? found.ToMessageFile() : null;
        draft.Files.Change(id, file => file with { File = stored, Name = stored?.Name ?? file.Name, Wrong = stored is null ? Terms["Files.Failed"] : null });
        if (stored is not null && draft.Began is null) BeginDraft();
        keeper?.Changed();
        StateHasChanged();
    }

    /// <param name="why">The server's sentence; null where there was no answer.</param>
    [JSInvokable]
    public void UploadFailed(string id, string? why)
    {
        draft.Files.Change(id, file => file with { Wrong = why ?? Terms["Files.Failed"] });
        StateHasChanged();
    }

    private AttachedFiles? Attached(Draft written) => written.Files.Keys is { Count: > 0 } keys ? new AttachedFiles(FileOwner.Agent(me.Id), keys) : null;

    private Task DiscardAsync(MessageFile file)
    {
        keeper?.Changed();
        return Shelf.DiscardAsync(FileOwner.Agent(me.Id), file.Key, Gone);
    }
}
