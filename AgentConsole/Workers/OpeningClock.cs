using AgentConsole.Common;
using AgentConsole.Live;
using AgentConsole.Tickets.Sending;

namespace AgentConsole.Workers;

/// <summary>
/// Opens the tickets that wait with a message, at their instant. Every node may run it: who takes one has it, and the message's client id sees to it that one that was tried twice is opened once.
/// </summary>
public sealed partial class OpeningClock(OpeningBoard board, Desk.Desk desk, LiveSignals signals, TimeProvider time, ILogger<OpeningClock> logger) : BackgroundService
{
    private const int Together = 64;

    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1), AfterFailure = TimeSpan.FromSeconds(2);

    private readonly Bell _bell = new(time);

    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listening = signals.Subscribe(OpeningBoard.Begun, _ => _bell.Ring());
        try
        {
            while (true) await _bell.WaitUntilAsync(await OpenDueAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops: what waits goes out after the next start.
        }
    }

    /// <summary>Opens what is due; when something is to be done next.</summary>
    private async Task<DateTimeOffset> OpenDueAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var (now, next) = (time.Instant(), await board.NextAsync(Together, cancellationToken));
                var due = next.Where(held => held.DueAt <= now).ToList();
                if (due.Count == 0) return next is [{ DueAt: { } at }, ..] && at < now + LongestSleep ? at : now + LongestSleep;
                await Task.WhenAll(due.Select(held => OpenAsync(held, cancellationToken)));
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
            return time.GetUtcNow() + AfterFailure;
        }
    }

    private async Task OpenAsync(HeldOpening held, CancellationToken cancellationToken)
    {
        if (!await board.TakeAsync(held, cancellationToken)) return;
        var command = held.Command();
        var opened = command.Succeeded ? await desk.ExecuteAsync(command.Value, cancellationToken) : command.Refusal;
        // What could not be stored now, or met a desk that stops, is tried again when the lease is over.
        if (opened.Refusal?.Code is "storage.full" or "storage.failed" or "desk.stopping") return;
        await board.EndAsync(held, opened.Value?.Ticket.Id, opened.Refusal?.Code, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Tickets that wait to be opened could not be looked for; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
