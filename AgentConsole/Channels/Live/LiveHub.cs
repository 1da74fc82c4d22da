using System.Runtime.CompilerServices;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tickets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Channels.Live;

/// <summary>What <see cref="LiveHub"/> tells of itself; changes themselves come as a stream.</summary>
public interface ILiveClient
{
    /// <summary>How sure the stream can be: <c>live</c>, <c>catching_up</c> or <c>stale</c>.</summary>
    Task State(string state);
}

/// <summary>One waking: everything up to a sequence, each ticket once.</summary>
/// <param name="Seq">State it as <c>after</c> when coming back.</param>
/// <param name="Gap">True where rows were left out: look at everything anew.</param>
public sealed record LiveMessage(long Seq, bool Gap, IReadOnlyList<LiveTicketChange> Changes);

/// <param name="Kinds">Such as <c>message</c> or <c>sla_state</c>; see docs/live-protocol.md.</param>
public sealed record LiveTicketChange(long TicketId, IReadOnlyList<string> Kinds);

/// <summary>The change stream for authorised programs outside: <c>/hubs/live</c>, described in docs/live-protocol.md.</summary>
[Authorize(Policy = Permissions.LiveStream)]
public sealed class LiveHub(LiveFeed feed, IDbContextFactory<DeskDb> databases) : Hub<ILiveClient>
{
    /// <summary>Further back than this, looking at everything anew costs less.</summary>
    public const int MaxResume = 10_000;

    /// <summary>The sequence to read a snapshot at.</summary>
    public long Head() => feed.Head;

    /// <summary>Everything after a sequence, then everything as it happens. Without one it begins now.</summary>
    /// <exception cref="HubException">The sequence is negative, or has not happened yet.</exception>
    public async IAsyncEnumerable<LiveMessage> Changes(long? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var subscription = feed.Subscribe();
        if (after < 0 || after > subscription.StartSeq)
            throw new HubException($"after is {after}, but the journal goes from 0 to {subscription.StartSeq}. Give the last seq you were told, or none.");
        await Clients.Caller.State(Word(feed.State));
        yield return await SinceAsync(after ?? subscription.StartSeq, subscription.StartSeq, cancellationToken);
        while (true)
        {
            var batch = await subscription.NextAsync(cancellationToken);
            await Clients.Caller.State(Word(feed.State));
            yield return new LiveMessage(batch.UpTo, batch.Gap, [.. batch.Changes.Select(change => new LiveTicketChange(change.Key, Names((TicketChanges)change.Value)))]);
        }
    }

    /// <summary>The names of a change's kinds, in the order of their bits.</summary>
    public static IReadOnlyList<string> Names(TicketChanges kinds) =>
        [.. Enum.GetValues<TicketChanges>().Where(kind => kind != TicketChanges.None && kinds.HasFlag(kind)).Select(kind => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()))];

    private static string Word(LiveState state) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

    private async Task<LiveMessage> SinceAsync(long after, long upTo, CancellationToken cancellationToken)
    {
        if (after == upTo) return new LiveMessage(upTo, false, []);
        if (upTo - after > MaxResume) return new LiveMessage(upTo, true, []);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<JournalRow>().Where(row => row.Seq > after && row.Seq <= upTo).Select(row => new { row.TicketId, row.Kinds }).ToListAsync(cancellationToken);
        var changes = rows.GroupBy(row => row.TicketId)
            .Select(ticket => new LiveTicketChange(ticket.Key, Names((TicketChanges)ticket.Aggregate(0L, (kinds, row) => kinds | row.Kinds))));
        return new LiveMessage(upTo, false, [.. changes]);
    }
}
