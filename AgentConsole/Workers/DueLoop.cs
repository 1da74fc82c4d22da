namespace AgentConsole.Workers;

/// <summary>
/// The life of a worker that waits for instants: it does what is due, sleeps until its work says that more may be (or a change wakes it), and goes on until the host
/// stops. Work that fails is told and tried again after one second, longer each time, at most a minute.
/// </summary>
internal static class DueLoop
{
    /// <param name="work">Does all that is due now and gives the instant at which to look again.</param>
    /// <param name="failed">Told of each failure, before the rest that follows it.</param>
    public static async Task RunAsync(
        Func<CancellationToken, Task<DateTimeOffset>> work, Alarm alarm, TimeProvider time, Action<Exception> failed, CancellationToken stoppingToken)
    {
        var failures = 0;
        try
        {
            while (true)
            {
                try
                {
                    var until = await work(stoppingToken);
                    failures = 0;
                    await alarm.SleepAsync(until, stoppingToken);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    failed(exception);
                    await Task.Delay(DueTransitions.BackOff(++failures), time, stoppingToken);
                }
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops: what falls due meanwhile is done after the next start.
        }
    }
}
