using AgentConsole.Common;
using AgentConsole.Data;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Life;

/// <summary>What customers said of resolutions: the last rating of each ticket that has one.</summary>
/// <param name="Average">1 to 5; 0 where there is none.</param>
public sealed record Satisfaction(int Count, double Average)
{
    /// <summary>Fewer say nothing of the next one: their average is not shown.</summary>
    public const int Telling = 5;

    public static Satisfaction None { get; } = new(0, 0);

    /// <summary>True where there are enough for an average.</summary>
    public bool Tells => Count >= Telling;
}

/// <summary>Reads how satisfied customers were, for pages that somebody opens.</summary>
public sealed class SatisfactionFigures(IDbContextFactory<DeskDb> databases, TimeProvider time)
{
    /// <summary>Teams are judged by what was said since.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromDays(90);

    /// <summary>Of all tickets of these customers, one profile.</summary>
    public async Task<Satisfaction> OfCustomersAsync(IReadOnlyCollection<long> customers, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var said = await db.Set<Ticket>().Where(ticket => customers.Contains(ticket.CustomerId) && ticket.Score != null).GroupBy(_ => 1)
            .Select(group => new { Count = group.Count(), Average = group.Average(ticket => (double)ticket.Score!.Value) }).FirstOrDefaultAsync(cancellationToken);
        return said is null ? Satisfaction.None : new Satisfaction(said.Count, said.Average);
    }

    /// <summary>Of each team whose resolutions of late were rated; 0 for tickets without a team.</summary>
    public async Task<IReadOnlyDictionary<long, Satisfaction>> OfTeamsAsync(CancellationToken cancellationToken)
    {
        var since = time.Instant() - Lately;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var said = await db.Set<Ticket>().Where(ticket => ticket.ScoreFor != null && ticket.ScoreFor >= since && ticket.Score != null).GroupBy(ticket => ticket.TeamId)
            .Select(group => new { Team = group.Key, Count = group.Count(), Average = group.Average(ticket => (double)ticket.Score!.Value) }).ToListAsync(cancellationToken);
        return said.ToDictionary(team => team.Team ?? 0, team => new Satisfaction(team.Count, team.Average));
    }
}
