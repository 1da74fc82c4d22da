using System.Text.Json.Nodes;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People.Audit;
using AgentConsole.Tickets.Conditions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Routing;

/// <summary>The routing rules in force, and new versions of them.</summary>
public sealed class RoutingCatalog(IDbContextFactory<DeskDb> databases, LiveSignals signals, AuditTrail audit, TimeProvider time, ILogger<RoutingCatalog> logger)
    : BookCatalog<RoutingBookRow, RoutingBook>(databases, signals, time, logger, "routing.rules", RoutingBook.Usual)
{
    /// <summary>Puts other rules in force; a skill with id 0 is new. Refusals: those of <see cref="RoutingRules.Problem"/>, <c>routing.changed_meanwhile</c>.</summary>
    /// <param name="before">The version that the person began with.</param>
    /// <param name="by">Whose doing it is.</param>
    public async Task<Outcome<RoutingBook>> SaveAsync(int before, RoutingRules rules, DateTimeOffset at, string by, CancellationToken cancellationToken)
    {
        if (rules.Problem() is { } problem) return problem;
        return await AddAsync(before, Next, "routing.changed_meanwhile", at, by, cancellationToken);

        string Next(RoutingBook book, DeskDb db)
        {
            var last = rules.Skills.Concat(book.Rules.Skills).Select(skill => skill.Id).DefaultIfEmpty().Max();
            var numbered = ConditionJson.Write(rules with { Skills = [.. rules.Skills.Select(skill => skill.Id == 0 ? skill with { Id = ++last } : skill)] });
            audit.Add(db, AuditThing.Routing, "", "", JsonNode.Parse(ConditionJson.Write(book.Rules)), JsonNode.Parse(numbered));
            return numbered;
        }
    }

    protected override RoutingBook Make(int version, string json) => new(version, ConditionJson.Read<RoutingRules>(json));

    protected override RoutingBookRow Row(int version, DateTimeOffset at, string by, string json) => new(version, at, by, json);
}

/// <summary>One version of the routing rules.</summary>
public sealed record RoutingBookRow(int Version, DateTimeOffset At, string By, string Json) : BookRow(Version, At, By, Json);

internal sealed class RoutingConfiguration : IEntityTypeConfiguration<RoutingBookRow>
{
    public void Configure(EntityTypeBuilder<RoutingBookRow> builder)
    {
        builder.ToTable("RoutingBooks");
        builder.HasKey(row => row.Version);
        builder.Property(row => row.Version).ValueGeneratedNever();
        builder.Property(row => row.By).HasMaxLength(200);
    }
}
