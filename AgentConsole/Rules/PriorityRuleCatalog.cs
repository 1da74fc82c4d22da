using System.Globalization;
using System.Text.Json.Nodes;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People.Audit;
using AgentConsole.Tickets.Conditions;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Rules;

/// <summary>The priority rules in force, and new versions of them.</summary>
public sealed class PriorityRuleCatalog(IDbContextFactory<DeskDb> databases, LiveSignals signals, AuditTrail audit, TimeProvider time, ILogger<PriorityRuleCatalog> logger)
    : BookCatalog<PriorityRuleBookRow, PriorityRuleBook>(databases, signals, time, logger, "priority.rules", PriorityRuleBook.Empty)
{
    /// <summary>Puts other rules in force, in this order; a rule with id 0 is new. Refusal: <c>rule.changed_meanwhile</c>.</summary>
    /// <param name="before">The version that the person began with: where somebody else changed it since, this is refused.</param>
    /// <exception cref="ArgumentException">They are not valid; <see cref="PriorityRuleBook.Problems"/> says why.</exception>
    public async Task<Outcome<PriorityRuleBook>> SaveAsync(
        int before, IReadOnlyList<PriorityRule> rules, Func<int, bool> canBeGiven, DateTimeOffset at, string by, CancellationToken cancellationToken)
    {
        if (PriorityRuleBook.Problems(rules, canBeGiven) is [var problem, ..]) throw new ArgumentException($"{problem.Where}: {problem.What}", nameof(rules));
        return await AddAsync(before, Next, "rule.changed_meanwhile", at, by, cancellationToken);

        string Next(PriorityRuleBook book, DeskDb db)
        {
            var last = rules.Concat(book.Rules).Select(rule => rule.Id).DefaultIfEmpty().Max();
            IReadOnlyList<PriorityRule> numbered = [.. rules.Select(rule => rule.Id == 0 ? rule with { Id = ++last } : rule)];
            Audit(db, book.Rules, numbered);
            return ConditionJson.Write(numbered);
        }
    }

    protected override PriorityRuleBook Make(int version, string json) => new(version, ConditionJson.Read<IReadOnlyList<PriorityRule>>(json));

    protected override PriorityRuleBookRow Row(int version, DateTimeOffset at, string by, string json) => new(version, at, by, json);

    private void Audit(DeskDb db, IReadOnlyList<PriorityRule> was, IReadOnlyList<PriorityRule> became)
    {
        foreach (var id in became.Concat(was).Select(rule => rule.Id).Distinct())
        {
            var (old, fresh) = (was.FirstOrDefault(rule => rule.Id == id), became.FirstOrDefault(rule => rule.Id == id));
            audit.Add(db, AuditThing.PriorityRule, id.ToString(CultureInfo.InvariantCulture), (fresh ?? old)!.Name, Facts(old), Facts(fresh));
        }

        audit.AddOrder(db, AuditThing.PriorityRule, [.. was.Select(rule => (rule.Id, rule.Name))], [.. became.Select(rule => (rule.Id, rule.Name))]);
    }

    private static JsonNode? Facts(PriorityRule? rule) => rule is null ? null : JsonNode.Parse(ConditionJson.Write(rule));
}
