using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AgentConsole.Data;

/// <summary>
/// The database. It knows no feature: each feature's own <see cref="IEntityTypeConfiguration{TEntity}"/> says its tables.
/// One context per operation, from <see cref="IDbContextFactory{TContext}"/>, never per circuit.
/// </summary>
public sealed class DeskDb(DbContextOptions<DeskDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DeskDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        // Instants are whole milliseconds since 1970 in both databases: exact, sortable, the same everywhere.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();

    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
