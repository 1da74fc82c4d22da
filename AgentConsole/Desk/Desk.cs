using System.Threading.Channels;
using AgentConsole.Common;
using AgentConsole.Tickets;

namespace AgentConsole.Desk;

/// <summary>
/// The one writer of tickets. Commands that wait are handled together: each is loaded, decided and applied by itself, all of them are
/// committed as one (group commit), and each is acknowledged only after the commit.
/// </summary>
public sealed partial class Desk(DeskWriter writer, DeskOptions options, ILogger<Desk> logger) : BackgroundService
{
    private readonly Channel<WaitingCommand> _queue = Channel.CreateBounded<WaitingCommand>(
        new BoundedChannelOptions(options.MaxQueue) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Handles a command. The answer comes after its commit, or says why it was refused; nothing is half-done. Cancelling gives up the
    /// wait, not the command, once it is in the queue: send it again with the same client id to learn what became of it.
    /// </summary>
    public async Task<Outcome<CommandResult>> ExecuteAsync(TicketCommand command, CancellationToken cancellationToken)
    {
        var waiting = new WaitingCommand(command);
        try
        {
            await _queue.Writer.WriteAsync(waiting, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            return new Refusal("desk.stopping");
        }

        return await waiting.Answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Takes no new work and waits until what was queued is committed.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        // What was accepted is finished, however late the host is: the commits that are left take milliseconds.
        if (ExecuteTask is not null) await _drained.Task;
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The queue's end stops the loop, not the token: what was accepted is finished.
        await Task.Yield();
        var batch = new List<WaitingCommand>(options.MaxBatch);
        try
        {
            while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
            {
                batch.Clear();
                while (batch.Count < options.MaxBatch && _queue.Reader.TryRead(out var waiting)) batch.Add(waiting);
                await writer.HandleAsync(batch);
            }
        }
        catch (Exception exception)
        {
            Log.LoopFailed(logger, exception);
            _queue.Writer.TryComplete();
            foreach (var waiting in batch) waiting.Answer.TrySetResult(new Refusal("storage.failed"));
            while (_queue.Reader.TryRead(out var left)) left.Answer.TrySetResult(new Refusal("desk.stopping"));
            throw;
        }
        finally
        {
            await writer.DisposeAsync();
            _drained.TrySetResult();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "The Desk's loop ended; nothing more can be written")]
        public static partial void LoopFailed(ILogger logger, Exception exception);
    }
}

/// <summary>A command and the one who waits for its answer.</summary>
public sealed class WaitingCommand(TicketCommand command)
{
    public TicketCommand Command { get; } = command;

    public TaskCompletionSource<Outcome<CommandResult>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
