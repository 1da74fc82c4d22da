using AgentConsole.Tickets.Files;

namespace AgentConsole.Tests.Support;

/// <summary>Laws of the core, each on each database, on one that is empty.</summary>
public abstract class OnEachDesk(DatabaseKind kind, TimeProvider? time = null) : OnEachDatabase(kind)
{
    protected DeskHost Host { get; private set; } = null!;

    /// <summary>How files are kept.</summary>
    protected virtual FilesOptions Files => new();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Host = await DeskHost.StartAsync(Database, time, services => services.AddFileShelf(Files, Path.GetTempPath()));
    }

    public override async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await base.DisposeAsync();
    }
}
