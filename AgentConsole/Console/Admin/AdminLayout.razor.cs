using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using static Microsoft.AspNetCore.Components.Web.RenderMode;

namespace AgentConsole.Console.Admin;

/// <summary>
/// The settings' frame. A page that was loaded whole has the component library's files in its head; one that was reached from the inbox, in the same
/// circuit, fetches them first.
/// </summary>
public sealed partial class AdminLayout : IDisposable
{
    private const string InHead = "component-library";

    private PersistingComponentStateSubscription keeping;
    private bool ready;
    private bool failed;

    [Inject]
    public required PersistentComponentState State { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    protected override void OnInitialized()
    {
        ready = !RendererInfo.IsInteractive || State.TryTakeFromJson<bool>(InHead, out _);
        keeping = State.RegisterOnPersisting(
            () =>
            {
                State.PersistAsJson(InHead, true);
                return Task.CompletedTask;
            },
            InteractiveServer);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || ready) return;
        try
        {
            await using var module = await Script.InvokeAsync<IJSObjectReference>("import", "/js/admin.js");
            ready = await module.InvokeAsync<bool>("load");
        }
        catch (JSException)
        {
            // A file did not come: said below, with a way to try again.
        }
        catch (JSDisconnectedException)
        {
            return;
        }

        failed = !ready;
        StateHasChanged();
    }

    public void Dispose() => keeping.Dispose();
}
