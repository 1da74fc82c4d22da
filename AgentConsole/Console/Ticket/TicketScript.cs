using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AgentConsole.Console.Ticket;

/// <summary>The browser's half of the ticket's screen (wwwroot/js/ticket.js): scrolling, what is in sight, the editor's keys.</summary>
internal sealed class TicketScript : IAsyncDisposable
{
    private readonly IJSObjectReference _module;
    private readonly DotNetObjectReference<OpenTicket> _ticket;
    private IJSObjectReference? _attached;
    private bool _attaching;

    private TicketScript(IJSObjectReference module, DotNetObjectReference<OpenTicket> ticket) => (_module, _ticket) = (module, ticket);

    public static async Task<TicketScript> LoadAsync(IJSRuntime script, OpenTicket ticket) =>
        new(await script.InvokeAsync<IJSObjectReference>("import", "/js/ticket.js"), DotNetObjectReference.Create(ticket));

    /// <summary>The browser's time zone, an IANA name.</summary>
    public ValueTask<string?> ZoneAsync() => _module.InvokeAsync<string?>("zone");

    /// <summary>Begins to watch the elements, once they are there.</summary>
    public async Task AttachAsync(ElementReference root)
    {
        if (_attaching) return;
        _attaching = true;
        _attached = await _module.InvokeAsync<IJSObjectReference>("attach", root, _ticket);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_attached is not null)
            {
                await _attached.InvokeVoidAsync("dispose");
                await _attached.DisposeAsync();
            }

            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser went first, and took its half with it.
        }

        _ticket.Dispose();
    }
}
