using AgentConsole.Data;

namespace AgentConsole.Workers;

/// <summary>
/// Does a work on one node of those that share a database, as long as the node leads. When the leader dies, its session with the database ends, and another node leads
/// within a second or so.
/// </summary>
internal static class Leader
{
    /// <summary>How often a node that does not lead asks whether it may. It does not wait in the database's own queue: that would hold back its vacuum.</summary>
    public static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    /// <param name="work">Runs until its token is cancelled: the host stops, or another node leads.</param>
    /// <param name="failed">Told of each failure to ask.</param>
    public static async Task RunAsync(
        StorageProvider storage, LeadershipOf what, Func<CancellationToken, Task> work, TimeProvider time, Action<Exception> failed, CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await using var lead = await storage.TryLeadAsync(what, stoppingToken);
                    if (lead is not null) await LeadAsync(lead, work, stoppingToken);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    failed(exception);
                }

                await Task.Delay(AskEvery, time, stoppingToken);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops: another node leads now.
        }
    }

    private static async Task LeadAsync(Leadership lead, Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        using var term = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var working = work(term.Token);
        await Task.WhenAny(working, lead.Lost);
        await term.CancelAsync();
        await working;
    }
}
