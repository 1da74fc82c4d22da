using AgentConsole.Tickets.Files;

namespace AgentConsole.Workers;

/// <summary>Takes away uploads that were never sent, and files that were erased. Every node may do it: what one has taken the others don't find.</summary>
public sealed partial class UploadSweep(FileShelf shelf, TimeProvider time, ILogger<UploadSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await shelf.SweepAsync(stoppingToken) is > 0 and var swept) Log.Swept(logger, swept);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }

            await Task.Delay(Between, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} uploads that nobody sent, or that were erased, were taken away")]
        public static partial void Swept(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Error, "Old uploads could not be taken away; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
