using AgentConsole.Data;
using AgentConsole.People.Setup;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Sites.Invitations;

/// <summary>What became of an invitation.</summary>
public enum InviteFate { Shown, Accepted, Declined, Wrote }

/// <summary>Counts what becomes of invitations. What happens at once is written at once, in one row a rule and day; nothing of it says who it was.</summary>
public sealed partial class InviteCounts(IDbContextFactory<DeskDb> databases, CompanyZone company, TimeProvider time, ILogger<InviteCounts> logger)
{
    private readonly Lock _gate = new();
    private Dictionary<(long SiteId, int RuleId, int Day), int[]> _waiting = [];
    private Task _writing = Task.CompletedTask;
    private bool _isWriting;

    /// <summary>More was counted and stored here. Called outside every lock.</summary>
    public event Action? Changed;

    /// <summary>The company's day now.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Zone).DateTime);

    /// <summary>By whose midnights it is counted.</summary>
    public TimeZoneInfo Zone => company.Zone;

    /// <summary>Ends when what was counted up to now is stored.</summary>
    public Task Settled
    {
        get
        {
            lock (_gate) return _writing;
        }
    }

    public void Add(long siteId, int ruleId, InviteFate fate)
    {
        var key = (siteId, ruleId, Today.DayNumber);
        lock (_gate)
        {
            if (!_waiting.TryGetValue(key, out var counts)) _waiting[key] = counts = new int[4];
            counts[(int)fate]++;
            if (_isWriting) return;
            _isWriting = true;
            _writing = Task.Run(WriteAsync);
        }
    }

    /// <summary>A site's figures since a day, this one included.</summary>
    public async Task<IReadOnlyList<InviteCount>> ReadAsync(long siteId, DateOnly since, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<InviteCount>().AsNoTracking().Where(count => count.SiteId == siteId && count.Day >= since).OrderBy(count => count.Day).ToListAsync(cancellationToken);
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            Dictionary<(long SiteId, int RuleId, int Day), int[]> counted;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _isWriting = false;
                    return;
                }

                (counted, _waiting) = (_waiting, []);
            }

            try
            {
                await using var db = await databases.CreateDbContextAsync();
                foreach (var ((site, rule, day), c) in counted) await AddAsync(db, site, rule, day, c);
            }
            catch (Exception exception)
            {
                // Figures are worth less than what they count: a failing database is told of by everything else, and these are lost.
                Log.Failed(logger, exception);
            }

            Changed?.Invoke();
        }
    }

    private static async Task AddAsync(DeskDb db, long site, int rule, int day, int[] c) => await db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "InviteCounts" ("SiteId", "RuleId", "Day", "Shown", "Accepted", "Declined", "Wrote") VALUES ({site}, {rule}, {day}, {c[0]}, {c[1]}, {c[2]}, {c[3]})
        ON CONFLICT ("SiteId", "RuleId", "Day") DO UPDATE SET "Shown" = "InviteCounts"."Shown" + excluded."Shown", "Accepted" = "InviteCounts"."Accepted" + excluded."Accepted",
        "Declined" = "InviteCounts"."Declined" + excluded."Declined", "Wrote" = "InviteCounts"."Wrote" + excluded."Wrote"
        """);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What became of some invitations could not be counted")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
