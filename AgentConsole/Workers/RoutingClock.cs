using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Routing;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Workers;

/// <summary>
/// Brings what waits in a routed team's queue to whoever can take it since: somebody came, has room again, or the rules changed. And what an absent agent has to others.
/// It is woken by such changes and sleeps otherwise. Of several nodes one does it.
/// </summary>
public sealed partial class RoutingClock(
    IDbContextFactory<DeskDb> databases, StorageProvider storage, Desk.Desk desk, LiveFeed feed, RoutingCatalog routing, AgentDirectory people, PresenceBoard presence,
    TimeProvider time, ILogger<RoutingClock> logger) : BackgroundService
{
    /// <summary>However much changes, it looks no more often than this.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>It looks at least this often, for what was not heard.</summary>
    public static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    /// <summary>The most tickets of one absent agent that are brought on in one look.</summary>
    private const int Together = 256;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Leader.RunAsync(storage, LeadershipOf.Routing, LeadAsync, time, exception => Log.CantLead(logger, exception), stoppingToken);

    private async Task LeadAsync(CancellationToken leading)
    {
        using var bell = new Bell(time);
        Action ring = bell.Ring;
        presence.Changed += ring;
        people.Changed += ring;
        routing.Changed += ring;
        using var changes = feed.Subscribe();
        try
        {
            await Task.WhenAll(ListenAsync(changes, bell, leading), WorkAsync(bell, leading));
        }
        catch (Exception) when (leading.IsCancellationRequested)
        {
            // Another node leads, or the host stops.
        }
        finally
        {
            presence.Changed -= ring;
            people.Changed -= ring;
            routing.Changed -= ring;
        }
    }

    private static async Task ListenAsync(LiveSubscription changes, Bell bell, CancellationToken leading)
    {
        const TicketChanges wakesFor = TicketChanges.Opened | TicketChanges.Message | TicketChanges.Status | TicketChanges.Assignee | TicketChanges.Team;
        while (true)
        {
            var batch = await changes.NextAsync(leading);
            if (batch.Gap || batch.Changes.Values.Any(kinds => ((TicketChanges)kinds & wakesFor) != TicketChanges.None)) bell.Ring();
        }
    }

    private async Task WorkAsync(Bell bell, CancellationToken leading)
    {
        while (true)
        {
            try
            {
                foreach (var team in routing.Book.Automatic)
                {
                    if (team.LeavesAbsent) await LeaveAbsentAsync(team.TeamId, leading);
                    if (await HasWaitingAsync(team.TeamId, leading)) await DrainAsync(team.TeamId, leading);
                }
            }
            catch (Exception exception) when (!leading.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }

            await Task.Delay(Pace, time, leading);
            await bell.WaitAsync(await UntilNextAsync(leading), leading);
        }
    }

    /// <summary>Until somebody has written up what was left of a chat, and is free for the next.</summary>
    private async Task<TimeSpan> UntilNextAsync(CancellationToken leading)
    {
        if (!routing.Book.Automatic.Any(team => team.WrapUp > TimeSpan.Zero)) return LongestSleep;
        var now = time.Instant();
        await using var db = await databases.CreateDbContextAsync(leading);
        var next = await db.Set<ChatDuty>().Where(duty => duty.WrapUpUntil > now).MinAsync(duty => duty.WrapUpUntil, leading);
        return next is { } until && until - now < LongestSleep ? until - now : LongestSleep;
    }

    private async Task DrainAsync(long team, CancellationToken leading)
    {
        while ((await desk.ExecuteAsync(new RouteNext(team), leading)).Succeeded) leading.ThrowIfCancellationRequested();
    }

    private async Task LeaveAbsentAsync(long team, CancellationToken leading)
    {
        long?[] absent = [.. people.Agents.Where(agent => agent.TeamIds.Contains(team) && presence.Of(agent.Id) != Presence.Online).Select(agent => agent.Id), .. people.DisabledIn(team)];
        if (absent.Length == 0) return;
        await using var db = await databases.CreateDbContextAsync(leading);
        var left = await db.Set<Ticket>().Where(ticket => ticket.AssigneeId != null && absent.Contains(ticket.AssigneeId) && ticket.Status <= TicketStatus.Open
                && ticket.TeamId == team && ticket.WaitingSince != null)
            .OrderBy(ticket => ticket.Id).Select(ticket => new { ticket.Id, Agent = ticket.AssigneeId!.Value }).Take(Together).ToListAsync(leading);
        await Task.WhenAll(left.Select(ticket => desk.ExecuteAsync(new Reroute(ticket.Id, ticket.Agent), leading)));
    }

    private async Task<bool> HasWaitingAsync(long team, CancellationToken leading)
    {
        await using var db = await databases.CreateDbContextAsync(leading);
        return await db.Set<Ticket>().AnyAsync(
            ticket => ticket.TeamId == team && ticket.AssigneeId == null && ticket.Status <= TicketStatus.Open && !ticket.IsSnoozed && ticket.HeldUntil == null, leading);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Waiting tickets could not be brought to agents; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "This node could not ask whether it is the one that routes; it asks again")]
        public static partial void CantLead(ILogger logger, Exception exception);
    }
}
