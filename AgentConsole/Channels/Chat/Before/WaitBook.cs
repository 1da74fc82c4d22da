using AgentConsole.Data;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Channels.Chat.Before;

/// <summary>How long the latest chats of each team waited for their first answer: read once, kept up with the inbox.</summary>
internal sealed class WaitBook(IDbContextFactory<DeskDb> databases)
{
    /// <summary>What is kept of each team, and how many of the newest tickets are looked through for it at first.</summary>
    private const int Kept = 400, LookedThrough = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, SortedDictionary<long, Waited>> _teams = [];
    private Task? _read;

    /// <summary>Of one team (0: of none).</summary>
    public IReadOnlyCollection<Waited> Of(long team)
    {
        lock (_gate) return _teams.TryGetValue(team, out var seen) ? [.. seen.Values] : [];
    }

    public void Take(IEnumerable<Ticket> tickets)
    {
        foreach (var ticket in tickets)
        {
            if (ticket is { Channel: TicketChannel.Chat, FirstResponseAt: { } first }) Add(ticket.Id, ticket.TeamId, ticket.CreatedAt, first);
        }
    }

    /// <summary>Reads what is stored, the first time; one that fails is tried again with the next.</summary>
    public Task ReadAsync(CancellationToken cancellationToken) => _read is { IsFaulted: false, IsCanceled: false } reading ? reading : _read = FillAsync(cancellationToken);

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var newest = await db.Set<Ticket>().MaxAsync(ticket => (long?)ticket.Id, cancellationToken) ?? 0;
        var rows = await db.Set<Ticket>().Where(ticket => ticket.Id > newest - LookedThrough && ticket.Channel == TicketChannel.Chat && ticket.FirstResponseAt != null)
            .Select(ticket => new { ticket.Id, ticket.TeamId, ticket.CreatedAt, ticket.FirstResponseAt }).ToListAsync(cancellationToken);
        foreach (var row in rows) Add(row.Id, row.TeamId, row.CreatedAt, row.FirstResponseAt!.Value);
    }

    private void Add(long ticket, long? team, DateTimeOffset since, DateTimeOffset first)
    {
        lock (_gate)
        {
            if (!_teams.TryGetValue(team ?? 0, out var seen)) _teams.Add(team ?? 0, seen = []);
            if (!seen.TryAdd(ticket, new Waited(since, first - since)) || seen.Count <= Kept) return;
            // Numbers are given in the order of creation: the first is the oldest.
            seen.Remove(seen.Keys.First());
        }
    }
}
