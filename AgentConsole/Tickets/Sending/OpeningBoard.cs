using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Sending;

/// <summary>
/// Where tickets that go out with a message wait, and are had back. Worker and writer take one by the same conditional update, so that one of the two has it: what was had back was never a ticket.
/// Whoever calls has checked that the person may.
/// </summary>
public sealed class OpeningBoard(IDbContextFactory<DeskDb> databases, LiveSignals signals, TimeProvider time)
{
    /// <summary>The most of one agent that are not tickets yet, and how many an agent sees.</summary>
    public const int Most = 20, Shown = 5;

    /// <summary>The topic by which the worker hears that one waits.</summary>
    public const string Begun = "openings";

    /// <summary>Whoever takes one to open it has it for so long; a process that ended in the middle of it is followed by another then.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>For how long it is told what one became.</summary>
    private static readonly TimeSpan Told = TimeSpan.FromHours(1);

    /// <summary>The topic by which an agent's screens hear of their own.</summary>
    public static string Topic(long agentId) => $"openings:{agentId}";

    /// <summary>It goes out when the time is over. A repeat of a client id is answered as the first was. Refused with <c>opening.too_many</c>.</summary>
    /// <param name="instead">The client id of the one that was had back and is sent with this; null for none.</param>
    public async Task<Outcome<HeldOpening>> HoldAsync(HeldOpening opening, TimeSpan undo, string? instead, CancellationToken cancellationToken)
    {
        var now = time.Instant();
        var held = opening with { State = OpeningState.Held, At = now, DueAt = now + undo, Problem = null, TicketId = null };
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            var mine = db.Set<HeldOpening>().Where(row => row.AgentId == held.AgentId);
            if (await mine.AsNoTracking().FirstOrDefaultAsync(row => row.ClientId == held.ClientId, cancellationToken) is { } there) return there;
            var old = now - Told;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await mine.Where(row => (row.State == OpeningState.Opened && row.At < old) || (row.State >= OpeningState.TakenBack && row.ClientId == instead)).ExecuteDeleteAsync(cancellationToken);
            if (await mine.CountAsync(row => row.State != OpeningState.Opened, cancellationToken) >= Most) return new Refusal("opening.too_many", Most);
            db.Add(held);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        signals.Publish(Begun, "begun", "{}");
        Tell(held.AgentId);
        return held;
    }

    /// <summary>Takes one back whose instant has not come: no ticket was made and nobody written to. Refused with <c>reply.gone</c> where it has.</summary>
    public async Task<Refusal?> TakeBackAsync(long agentId, string clientId, CancellationToken cancellationToken)
    {
        var taken = await ChangeAsync(
            rows => rows.Where(row => row.AgentId == agentId && row.ClientId == clientId && row.State == OpeningState.Held)
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, OpeningState.TakenBack).SetProperty(r => r.DueAt, (DateTimeOffset?)null), cancellationToken),
            cancellationToken);
        Tell(agentId);
        return taken ? null : new Refusal("reply.gone");
    }

    /// <summary>It is not told of any more; what was had back or refused is thrown away.</summary>
    public async Task ForgetAsync(long agentId, string clientId, CancellationToken cancellationToken)
    {
        await ChangeAsync(
            rows => rows.Where(row => row.AgentId == agentId && row.ClientId == clientId && row.State >= OpeningState.Opened).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        Tell(agentId);
    }

    /// <summary>What was had back or refused, for the form; null where it is not there any more.</summary>
    public async Task<HeldOpening?> FindAsync(long agentId, string clientId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<HeldOpening>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.AgentId == agentId && row.ClientId == clientId && row.State >= OpeningState.TakenBack, cancellationToken);
    }

    /// <summary>An agent's own, newest first.</summary>
    public async Task<IReadOnlyList<HeldOpening>> MineAsync(long agentId, CancellationToken cancellationToken)
    {
        var old = time.Instant() - Told;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<HeldOpening>().AsNoTracking().Where(row => row.AgentId == agentId && (row.State != OpeningState.Opened || row.At >= old))
            .OrderByDescending(row => row.At).ThenBy(row => row.ClientId).Take(Shown).ToListAsync(cancellationToken);
    }

    /// <summary>Those whose instant is next, ascending.</summary>
    public async Task<IReadOnlyList<HeldOpening>> NextAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<HeldOpening>().AsNoTracking().Where(row => row.DueAt != null).OrderBy(row => row.DueAt).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>Takes one to open it; false where it was had back or somebody else has it.</summary>
    public Task<bool> TakeAsync(HeldOpening held, CancellationToken cancellationToken)
    {
        var until = time.Instant() + Lease;
        return ChangeAsync(
            rows => rows.Where(row => row.AgentId == held.AgentId && row.ClientId == held.ClientId && row.State <= OpeningState.Going && row.DueAt == held.DueAt)
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, OpeningState.Going).SetProperty(r => r.DueAt, until), cancellationToken),
            cancellationToken);
    }

    /// <summary>What became of one that was taken.</summary>
    /// <param name="ticketId">The ticket; null where it was refused, with <paramref name="problem"/>.</param>
    public async Task EndAsync(HeldOpening held, long? ticketId, string? problem, CancellationToken cancellationToken)
    {
        var state = problem is null ? OpeningState.Opened : OpeningState.Refused;
        await ChangeAsync(
            rows => rows.Where(row => row.AgentId == held.AgentId && row.ClientId == held.ClientId && row.State == OpeningState.Going)
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, state).SetProperty(r => r.DueAt, (DateTimeOffset?)null).SetProperty(r => r.Problem, problem).SetProperty(r => r.TicketId, ticketId), cancellationToken),
            cancellationToken);
        Tell(held.AgentId);
    }

    private async Task<bool> ChangeAsync(Func<IQueryable<HeldOpening>, Task<int>> change, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await change(db.Set<HeldOpening>()) > 0;
    }

    private void Tell(long agentId) => signals.Publish(Topic(agentId), "changed", "{}");
}
