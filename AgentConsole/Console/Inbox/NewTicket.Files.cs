using AgentConsole.Console.Ticket;
using AgentConsole.Tickets.Files;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AgentConsole.Console.Inbox;

// Files that the first words come with: by button, paste and drag, as everywhere.
public sealed partial class NewTicket : IAsyncDisposable
{
    private readonly CancellationTokenSource gone = new();
    private ElementReference dialog;
    private DraftUploads? uploads;
    private DotNetObjectReference<DraftUploads>? told;
    private ScriptModule? module;
    private ScriptModule? taking;

    [Inject]
    public required FileShelf Shelf { get; init; }

    [Inject]
    public required Scripts Scripts { get; init; }

    private DraftUploads Uploads => uploads ??= new(Form.First.Files, Shelf, FileOwner.Agent(Me.Id), () => Terms["Files.Failed"], StateHasChanged, gone.Token);

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        if (taking is not null)
        {
            await taking.AskAsync<object>("dispose");
            await taking.DisposeAsync();
        }

        if (module is not null) await module.DisposeAsync();
        told?.Dispose();
        gone.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        told = DotNetObjectReference.Create(Uploads);
        module = await Scripts.LoadAsync("/js/newticket.js");
        taking = await module.BeginAsync("attach", dialog, told);
    }
}
