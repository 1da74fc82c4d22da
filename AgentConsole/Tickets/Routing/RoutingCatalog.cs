using System.Text.Json.Nodes;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People.Audit;
using AgentConsole.Tickets.Conditions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Routing;

/// <summary>Keeps the routing rules in force in memory, and adds new versions of them. Other nodes read a change as soon as they hear of it.</summary>
public sealed partial class RoutingCatalog : IHostedService, IDisposable
{
    private const string Topic = "routing.rules";

    private readonly IDbContextFactory<DeskDb> _contexts;
    private readonly LiveSignals _signals;
    private readonly AuditTrail _audit;
    private readonly ILogger<RoutingCatalog> _logger;
    private readonly IDisposable _listening;
    private readonly SemaphoreSlim _one = new(1, 1);
    private RoutingBook _book = RoutingBook.Usual;

    public RoutingCatalog(IDbContextFactory<DeskDb> contexts, LiveSignals signals, AuditTrail audit, ILogger<RoutingCatalog> logger)
    {
        (_contexts, _signals, _audit, _logger) = (contexts, signals, audit, logger);
        _listening = signals.Follow(Topic, () => _ = HearAsync());
    }

    /// <summary>Other rules are in force. Handlers must be quick.</summary>
    public event Action? Changed;

    public RoutingBook Book => Volatile.Read(ref _book);

    /// <summary>Puts other rules in force; a skill with id 0 is new. Refusals: those of <see cref="RoutingRules.Problem"/>, <c>routing.changed_meanwhile</c>.</summary>
    /// <param name="before">The version that the person began with.</param>
    /// <param name="by">Whose doing it is.</param>
    public async Task<Outcome<RoutingBook>> SaveAsync(int before, RoutingRules rules, DateTimeOffset at, string by, CancellationToken cancellationToken)
    {
        if (rules.Problem() is { } problem) return problem;
        var book = await ReadAsync(cancellationToken);
        if (book.Version != before) return new Refusal("routing.changed_meanwhile");
        var next = rules.Skills.Concat(book.Rules.Skills).Select(skill => skill.Id).DefaultIfEmpty().Max();
        var numbered = rules with { Skills = [.. rules.Skills.Select(skill => skill.Id == 0 ? skill with { Id = ++next } : skill)] };
        await using (var db = await _contexts.CreateDbContextAsync(cancellationToken))
        {
            db.Add(new RoutingBookRow(before + 1, at, by, ConditionJson.Write(numbered)));
            _audit.Add(db, AuditThing.Routing, "", "", JsonNode.Parse(ConditionJson.Write(book.Rules)), JsonNode.Parse(ConditionJson.Write(numbered)));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
            {
                if ((await ReadAsync(cancellationToken)).Version > before) return new Refusal("routing.changed_meanwhile");
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

    private async Task<RoutingBook> ReadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
            var row = await db.Set<RoutingBookRow>().OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellationToken);
            if (row is not null && row.Version != _book.Version) Volatile.Write(ref _book, new RoutingBook(row.Version, ConditionJson.Read<RoutingRules>(row.Json)));
            return _book;
        }
        finally
        {
            _one.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The routing rules could not be read again; the ones read before stay in force")]
        public static partial void CantRead(ILogger logger, Exception exception);
    }
}

/// <summary>One version of the routing rules, whole. Rows are added, never changed.</summary>
public sealed record RoutingBookRow(int Version, DateTimeOffset At, string By, string Json);

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
