using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AgentConsole.People;

/// <summary>Tells the board of one circuit: connected while its browser is, silent while the connection is cut.</summary>
internal sealed class PresenceCircuit(AuthenticationStateProvider session, PresenceBoard board) : CircuitHandler
{
    private long? _agentId;

    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _agentId ??= (await session.GetAuthenticationStateAsync()).User.AgentId();
        if (_agentId is { } id) board.Connected(id, circuit.Id);
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_agentId is { } id) board.Disconnected(id, circuit.Id);
        return Task.CompletedTask;
    }
}
