using AgentConsole.Data;
using AgentConsole.Tickets.Routing;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Desk;

// Who got a team's last ticket: read and written in the commit that gives the next, so nodes and restarts keep the round.
public sealed partial class DeskUnit
{
    private readonly Dictionary<long, (RoutingTurn? Stored, long Last)> _turns = [];

    /// <summary>Who got the team's last routed ticket; 0 where nobody has.</summary>
    public async ValueTask<long> LastOfAsync(long teamId)
    {
        if (_turns.TryGetValue(teamId, out var known)) return known.Last;
        var stored = await _db.Set<RoutingTurn>().AsNoTracking().FirstOrDefaultAsync(turn => turn.TeamId == teamId);
        _turns[teamId] = (stored, stored?.AgentId ?? 0);
        return stored?.AgentId ?? 0;
    }

    /// <summary>The agent got it; <see cref="LastOfAsync"/> was asked before.</summary>
    public void TakeTurn(long teamId, long agentId) => _turns[teamId] = _turns[teamId] with { Last = agentId };

    private void WriteTurns(DeskTables tables, WriteBatch batch)
    {
        foreach (var (team, (stored, last)) in _turns)
        {
            if (last == (stored?.AgentId ?? 0)) continue;
            if (stored is null) tables.Turns.Insert(batch, new RoutingTurn(team, last));
            else tables.Turns.Update(batch, new RoutingTurn(team, last));
        }
    }
}
