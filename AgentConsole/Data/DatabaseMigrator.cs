using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data;

/// <summary>Brings the database to this build's version before anything else starts: forward only, one process at a time.</summary>
public sealed partial class DatabaseMigrator(
    IDbContextFactory<DeskDb> databases, StorageProvider provider, StorageRetry retry, TimeProvider time, ILogger<DatabaseMigrator> logger)
    : IHostedLifecycleService
{
    /// <summary>Applies what is missing; harmless where nothing is.</summary>
    /// <exception cref="StorageUnusableException">The database is from a newer version (nothing was touched), or can't be opened or written.</exception>
    public static Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        ActivatorUtilities.CreateInstance<DatabaseMigrator>(services).MigrateAsync(cancellationToken);

    /// <summary>The same for a program's start: says on <paramref name="errors"/> why the database can't be used, and returns false.</summary>
    public static async Task<bool> TryMigrateAsync(IServiceProvider services, TextWriter errors)
    {
        try
        {
            await MigrateAsync(services, CancellationToken.None);
            return true;
        }
        catch (StorageUnusableException problem)
        {
            await errors.WriteLineAsync(problem.Message);
            return false;
        }
    }

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            // A server that is still starting is waited for: often it was started together with us.
            await retry.ExecuteAsync(MigrateOnceAsync, cancellationToken);
        }
        catch (Exception problem) when (problem is not StorageUnusableException && provider.Explain(problem) is { } words)
        {
            throw new StorageUnusableException(words, problem);
        }
    }

    // Before every hosted service starts, and so before the server listens, whoever starts the host.
    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => MigrateAsync(cancellationToken);

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MigrateOnceAsync(CancellationToken cancellationToken)
    {
        // Looking before locking: the usual start finds nothing to do and waits for nobody.
        if ((await PendingAsync(cancellationToken)).Count == 0) return;
        await using var turn = await provider.LockForMigrationAsync(time, cancellationToken);
        var pending = await PendingAsync(cancellationToken);
        if (pending.Count == 0) return;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await provider.ForgetBrokenMigrationAsync(db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        Log.Migrated(logger, provider.Name, pending.Count, pending[^1]);
    }

    private async Task<List<string>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = db.GetService<IMigrationsAssembly>().Migrations.Keys.Order(StringComparer.Ordinal).ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var newer = applied.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (newer.Count > 0)
        {
            throw new StorageUnusableException(
                $"The database ({provider.Place}) was written by a newer version of AgentConsole: it holds {string.Join(", ", newer)}, which this version "
                + $"(up to {known[^1]}) does not know. Nothing was changed. Start the newer version, or name another database with Storage:ConnectionString, "
                + "or restore a backup made by this version.");
        }

        return [.. known.Where(id => !applied.Contains(id))];
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The {Provider} database was brought up to date: {Count} migrations, the last {Last}.")]
        public static partial void Migrated(ILogger logger, string provider, int count, string last);
    }
}
