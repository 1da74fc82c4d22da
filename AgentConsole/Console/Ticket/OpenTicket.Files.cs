using AgentConsole.Tickets.Files;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AgentConsole.Console.Ticket;

// Files that the browser uploads: what it tells the screen is the draft's matter.
public sealed partial class OpenTicket
{
    private DraftUploads? uploads;

    [Inject]
    public required FileShelf Shelf { get; init; }

    private DraftUploads Uploads => uploads ??= new(draft.Files, Shelf, FileOwner.Agent(me.Id), () => Terms["Files.Failed"], StateHasChanged, Gone);

    /// <inheritdoc cref="DraftUploads.UploadBegan"/>
    [JSInvokable]
    public bool UploadBegan(string id, string name)
    {
        var taken = Uploads.UploadBegan(id, name);
        if (!taken) notice = Terms["Files.TooMany", MessageFile.MostPerMessage];
        return taken;
    }

    [JSInvokable]
    public void UploadMoved(string id, int percent) => Uploads.UploadMoved(id, percent);

    /// <inheritdoc cref="DraftUploads.UploadDone"/>
    [JSInvokable]
    public async Task UploadDone(string id, string key)
    {
        await Uploads.UploadDone(id, key);
        if (draft.Files.Keys.Count > 0 && draft.Began is null) BeginDraft();
        keeper?.Changed();
    }

    /// <inheritdoc cref="DraftUploads.UploadFailed"/>
    [JSInvokable]
    public void UploadFailed(string id, string? why) => Uploads.UploadFailed(id, why);

    private AttachedFiles? Attached(Draft written) => written.Files.AttachedBy(me.Id);

    private Task DiscardAsync(MessageFile file)
    {
        keeper?.Changed();
        return Uploads.DiscardAsync(file);
    }
}
