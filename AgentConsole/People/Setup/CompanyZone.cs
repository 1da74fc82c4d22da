using AgentConsole.Data;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.People.Setup;

/// <summary>The company's time zone: whose midnight begins its day, and whose clock instants are told by where no calendar says another.</summary>
public sealed partial class CompanyZone(IDbContextFactory<DeskDb> databases, AgentDirectory directory, ILogger<CompanyZone> logger) : IHostedService
{
    private TimeZoneInfo _zone = TimeZoneInfo.Local;

    /// <summary>It is another one: the company was set up. Handlers must be quick.</summary>
    public event Action? Changed;

    /// <summary>The machine's own before the company is set up.</summary>
    public TimeZoneInfo Zone => Volatile.Read(ref _zone);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        // Setting up makes the first account, which every node hears of.
        directory.Changed += ReadAgain;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        directory.Changed -= ReadAgain;
        return Task.CompletedTask;
    }

    /// <summary>After it was stored in this process.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var name = await db.Set<Setting>().Where(setting => setting.Key == Setting.TimeZone).Select(setting => setting.Value).FirstOrDefaultAsync(cancellationToken);
        if (name is null || name == Zone.Id || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return;
        Volatile.Write(ref _zone, zone);
        Changed?.Invoke();
    }

    private void ReadAgain() => _ = ReadAgainAsync();

    private async Task ReadAgainAsync()
    {
        try
        {
            await ReadAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            Log.NotRead(logger, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The company's time zone could not be read; the one read before is used")]
        public static partial void NotRead(ILogger logger, Exception fault);
    }
}
