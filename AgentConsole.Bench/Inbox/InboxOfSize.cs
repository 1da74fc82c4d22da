using AgentConsole.Bench.Seed;
using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Inbox;

/// <summary>The core on a database with so many open tickets, and what was measured there.</summary>
internal sealed class InboxOfSize : IAsyncDisposable
{
    private readonly TempDatabase _database;
    private readonly KeysetRead _keyset;

    private InboxOfSize(TempDatabase database, CoreHost core, int openTickets, int closedTickets)
    {
        (_database, Core, OpenTickets) = (database, core, openTickets);
        Label = closedTickets == 0 ? $"{openTickets:N0} open" : $"{openTickets:N0} open of {openTickets + closedTickets:N0}";
        (Warm, Cold, _keyset) = (new FirstWindows(core.Inbox, cold: false), new FirstWindows(core.Inbox, cold: true), new KeysetRead(database));
        Saved = new SavedWindows(core.Inbox);
    }

    public CoreHost Core { get; }

    public int OpenTickets { get; }

    public string Label { get; }

    public FirstWindows Warm { get; }

    public FirstWindows Cold { get; }

    public SavedWindows Saved { get; }

    /// <summary>Milliseconds of a bare keyset read of fifty rows.</summary>
    public Samples Raw { get; } = new();

    public static async Task<InboxOfSize> StartAsync(int openTickets, int closedTickets, CancellationToken cancellationToken)
    {
        var database = new TempDatabase();
        try
        {
            await DeskSeed.FillAsync(database, openTickets, cancellationToken, closedTickets: closedTickets);
            return new InboxOfSize(database, await CoreHost.StartAsync(database.Options, cancellationToken), openTickets, closedTickets);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Takes a sample of each kind: ten warm ones of each view and order, and as many raw ones, for each cold one.</summary>
    /// <param name="saved">And opens saved views, which takes as long as all the others.</param>
    public async Task RoundAsync(bool counts, bool saved, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 10; i++)
        {
            await Warm.RoundAsync(counts, cancellationToken);
            var raw = _keyset.Measure();
            if (counts) Raw.Add(raw);
        }

        await Cold.RoundAsync(counts, cancellationToken);
        if (saved) await Saved.RoundAsync(counts, cancellationToken);
        // What the cold round forgot is put back where the warm one expects it.
        await Warm.RoundAsync(counts: false, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _keyset.Dispose();
        await Core.DisposeAsync();
        _database.Dispose();
    }
}
