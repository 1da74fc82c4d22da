using AgentConsole.Data;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.People.Alerts;

/// <summary>What agents have chosen to be told by. Asked for when there is something to tell, so that a choice holds on every screen at once.</summary>
public sealed class AlertChoices(IDbContextFactory<DeskDb> databases)
{
    public async Task<AlertWays> OfAsync(long agentId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<AlertChoice>().Where(choice => choice.AgentId == agentId).Select(choice => (AlertWays?)choice.Ways).FirstOrDefaultAsync(cancellationToken) ?? AlertWays.All;
    }

    public async Task SaveAsync(long agentId, AlertWays ways, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<AlertChoice>().AsTracking().FirstOrDefaultAsync(choice => choice.AgentId == agentId, cancellationToken) is { } known) known.Ways = ways & AlertWays.All;
        else db.Add(new AlertChoice { AgentId = agentId, Ways = ways & AlertWays.All });
        await db.SaveChangesAsync(cancellationToken);
    }
}
