using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Data.Blobs;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Files;

/// <summary>Registers what messages come with.</summary>
public static class FilesFeature
{
    public static void AddFiles(this WebApplicationBuilder builder, ConfigurationProblems problems)
    {
        var options = problems.Read<FilesOptions>(builder.Configuration, FilesOptions.Section);
        options.Check(problems, string.Equals(builder.Configuration["Storage:Provider"], "Postgres", StringComparison.OrdinalIgnoreCase));
        builder.Services.AddFileShelf(options, builder.Environment.ContentRootPath);
    }

    /// <summary>The same without a host's configuration.</summary>
    public static IServiceCollection AddFileShelf(this IServiceCollection services, FilesOptions options, string contentRoot)
    {
        services.AddSingleton(options);
        services.AddSingleton(provider => BlobOptions.Of(options.Path, options.IsInDatabase, provider.GetRequiredService<StorageProvider>(), contentRoot));
        services.AddSingleton<BlobIntake>();
        services.AddSingleton<BlobStore>(provider => provider.GetRequiredService<BlobOptions>() is { InDatabase: false } onDisk
            ? new DiskBlobs(onDisk)
            : new DatabaseBlobs(provider.GetRequiredService<IDbContextFactory<DeskDb>>()));
        services.AddSingleton<FileShelf>();
        return services;
    }
}
