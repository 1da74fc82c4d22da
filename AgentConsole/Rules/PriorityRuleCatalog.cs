using System.Globalization;
using System.Text.Json.Nodes;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People.Audit;
using AgentConsole.Tickets.Conditions;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Rules;

/// <summary>Keeps the priority rules in force in memory, and adds new versions of them. Other nodes read a change as soon as they hear of it.</summary>
public sealed partial class PriorityRuleCatalog : IHostedService, IDisposable
{
    private const string Topic = "priority.rules";

    private readonly IDbContextFactory<DeskDb> _contexts;
    private readonly LiveSignals _signals;
    private readonly AuditTrail _audit;
    private readonly ILogger<PriorityRuleCatalog> _logger;
    private readonly IDisposable _listening;
    private readonly SemaphoreSlim _one = new(1, 1);
    private PriorityRuleBook _book = PriorityRuleBook.Empty;

    public PriorityRuleCatalog(IDbContextFactory<DeskDb> contexts, LiveSignals signals, AuditTrail audit, ILogger<PriorityRuleCatalog> logger)
    {
        (_contexts, _signals, _audit, _logger) = (contexts, signals, audit, logger);
        _listening = signals.Follow(Topic, () => _ = HearAsync());
    }

    /// <summary>Other rules are in force. Handlers must be quick.</summary>
    public event Action? Changed;

    public PriorityRuleBook Book => Volatile.Read(ref _book);

    /// <summary>Puts other rules in force, in this order; a rule with id 0 is new.</summary>
    /// <param name="before">The version that the person began with: where somebody else changed it since, this is refused.</param>
    /// <exception cref="ArgumentException">They are not valid; <see cref="PriorityRuleBook.Problems"/> says why.</exception>
    public async Task<Outcome<PriorityRuleBook>> SaveAsync(
        int before, IReadOnlyList<PriorityRule> rules, Func<int, bool> canBeGiven, DateTimeOffset at, string by, CancellationToken cancellationToken)
    {
        if (PriorityRuleBook.Problems(rules, canBeGiven) is [var problem, ..]) throw new ArgumentException($"{problem.Where}: {problem.What}", nameof(rules));
        var book = await ReadAsync(cancellationToken);
        if (book.Version != before) return new Refusal("rule.changed_meanwhile");
        var next = rules.Concat(book.Rules).Select(rule => rule.Id).DefaultIfEmpty().Max();
        IReadOnlyList<PriorityRule> numbered = [.. rules.Select(rule => rule.Id == 0 ? rule with { Id = ++next } : rule)];
        await using (var db = await _contexts.CreateDbContextAsync(cancellationToken))
        {
            db.Add(new PriorityRuleBookRow(before + 1, at, by, ConditionJson.Write(numbered)));
            Audit(db, book.Rules, numbered);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
            {
                if ((await ReadAsync(cancellationToken)).Version > before) return new Refusal("rule.changed_meanwhile");
                throw;
            }
        }

        var saved = await ReadAsync(cancellationToken);
        Changed?.Invoke();
        _signals.Publish(Topic, "changed", "{}");
        return saved;
    }

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _listening.Dispose();
        _one.Dispose();
    }

    private void Audit(DeskDb db, IReadOnlyList<PriorityRule> was, IReadOnlyList<PriorityRule> became)
    {
        foreach (var id in became.Concat(was).Select(rule => rule.Id).Distinct())
        {
            var (old, fresh) = (was.FirstOrDefault(rule => rule.Id == id), became.FirstOrDefault(rule => rule.Id == id));
            _audit.Add(db, AuditThing.PriorityRule, id.ToString(CultureInfo.InvariantCulture), (fresh ?? old)!.Name, Facts(old), Facts(fresh));
        }

        _audit.AddOrder(db, AuditThing.PriorityRule, [.. was.Select(rule => (rule.Id, rule.Name))], [.. became.Select(rule => (rule.Id, rule.Name))]);
    }

    private static JsonNode? Facts(PriorityRule? rule) => rule is null ? null : JsonNode.Parse(ConditionJson.Write(rule));

    private async Task HearAsync()
    {
        try
        {
            var had = Book.Version;
            if ((await ReadAsync(CancellationToken.None)).Version != had) Changed?.Invoke();
        }
        catch (Exception exception)
        {
            Log.CantRead(_logger, exception);
        }
    }

    private async Task<PriorityRuleBook> ReadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
            var row = await db.Set<PriorityRuleBookRow>().OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellationToken);
            if (row is not null && row.Version != _book.Version) Volatile.Write(ref _book, new PriorityRuleBook(row.Version, ConditionJson.Read<IReadOnlyList<PriorityRule>>(row.Json)));
            return _book;
        }
        finally
        {
            _one.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The priority rules could not be read again; the ones read before stay in force")]
        public static partial void CantRead(ILogger logger, Exception exception);
    }
}
