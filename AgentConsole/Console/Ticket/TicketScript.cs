using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AgentConsole.Console.Ticket;

/// <summary>The browser's half of the ticket's screen (wwwroot/js/ticket.js): scrolling, what is in sight, the editor's keys.</summary>
internal sealed class TicketScript : IAsyncDisposable
{
    private readonly ScriptModule _module;
    private readonly DotNetObjectReference<OpenTicket> _ticket;
    private ScriptModule? _attached;
    private bool _attaching;

    private TicketScript(ScriptModule module, DotNetObjectReference<OpenTicket> ticket) => (_module, _ticket) = (module, ticket);

    public static async Task<TicketScript> LoadAsync(Scripts scripts, OpenTicket ticket) =>
        new(await scripts.LoadAsync("/js/ticket.js"), DotNetObjectReference.Create(ticket));

    /// <summary>The browser's time zone, an IANA name; null where it doesn't say.</summary>
    public Task<string?> ZoneAsync() => _module.AskAsync<string>("zone");

    /// <summary>Begins to watch the elements, once they are there.</summary>
    public async Task AttachAsync(ElementReference root)
    {
        if (_attaching) return;
        _attaching = true;
        _attached = await _module.BeginAsync("attach", root, _ticket);
    }

    public async ValueTask DisposeAsync()
    {
        if (_attached is not null)
        {
            await _attached.AskAsync<object>("dispose");
            await _attached.DisposeAsync();
        }

        await _module.DisposeAsync();
        _ticket.Dispose();
    }
}
