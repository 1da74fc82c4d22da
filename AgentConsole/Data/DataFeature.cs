using AgentConsole.Common;
using AgentConsole.Data.Providers.Postgres;
using AgentConsole.Data.Providers.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentConsole.Data;

/// <summary>Registers the database, and that it is brought up to date before anything starts.</summary>
public static class DataFeature
{
    public static void AddData(this WebApplicationBuilder builder, ConfigurationProblems problems)
    {
        var options = problems.Read<StorageOptions>(builder.Configuration, StorageOptions.Section);
        options.Check(problems);
        builder.Services.AddStorage(options, builder.Environment.ContentRootPath);
        builder.Services.AddHostedService<DatabaseMigrator>();
    }

    /// <summary>The database and what works on it, without a host: for tests, tools and the bench.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options, string contentRoot)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => Provider(options, contentRoot));
        services.AddSingleton<StorageRetry>();
        services.AddDbContextFactory<DeskDb>((provider, db) => Configure(db, provider.GetRequiredService<StorageProvider>()));
        return services;
    }

    /// <summary>The provider that the options name.</summary>
    public static StorageProvider Provider(StorageOptions options, string contentRoot) =>
        options.IsPostgres ? new PostgresStorage(options) : new SqliteStorage(options, contentRoot);

    internal static void Configure(DbContextOptionsBuilder db, StorageProvider provider)
    {
        provider.Configure(db);
        db.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        // Migrations are written by hand (docs/decisions): there is no model snapshot to compare with; a test compares the schema itself.
        db.ConfigureWarnings(warnings => warnings
            .Ignore(RelationalEventId.PendingModelChangesWarning)
            // Whoever opened it says what it means, and whether it is tried again.
            .Log((RelationalEventId.ConnectionError, LogLevel.Debug)));
    }
}
