namespace AgentConsole.Data;

/// <summary>The works that one node does for all that share a database. The numbers are stored nowhere, but all versions have to agree on them.</summary>
public enum LeadershipOf { SlaClock = 1, Routing = 2, Bulk = 13 }

/// <summary>This process leads until it disposes of this, dies, or loses its session with the database.</summary>
/// <param name="lost">Ends when the session is lost.</param>
/// <param name="giveUp">Lets another lead.</param>
public sealed class Leadership(Task lost, Func<ValueTask> giveUp) : IAsyncDisposable
{
    /// <summary>Ends when another node may lead. What is under way is finished; nothing more may begin.</summary>
    public Task Lost => lost;

    public ValueTask DisposeAsync() => giveUp();

    /// <summary>For a database that one process has for itself.</summary>
    internal static Leadership Undisputed() => new(new TaskCompletionSource().Task, () => ValueTask.CompletedTask);
}
