using AgentConsole.Data.Providers.Postgres;
using AgentConsole.Data.Providers.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AgentConsole.Data;

/// <summary>Registers the database.</summary>
public static class DataFeature
{
    public static void AddData(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(Provider(options, builder.Environment.ContentRootPath));
        builder.Services.AddDbContextFactory<DeskDb>((services, db) => Configure(db, services.GetRequiredService<StorageProvider>()));
    }

    /// <summary>The provider that the options name.</summary>
    public static StorageProvider Provider(StorageOptions options, string contentRoot) =>
        string.Equals(options.Provider, "Postgres", StringComparison.OrdinalIgnoreCase)
            ? new PostgresStorage(options)
            : new SqliteStorage(options, contentRoot);

    internal static void Configure(DbContextOptionsBuilder db, StorageProvider provider)
    {
        provider.Configure(db);
        db.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        // Migrations are written by hand (docs/decisions): there is no model snapshot to compare with; a test compares the schema itself.
        db.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
    }
}
