using System.Net.WebSockets;
using AgentConsole.Common;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AgentConsole.Demo;

/// <summary>A few visitors who keep writing through the real hub while the demonstration runs. They leave when the application stops.</summary>
internal sealed class SimulatedCustomers(DemoOptions options, IServer server, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    /// <summary>How many are on the page at most. Where nobody answers, the one that has waited longest goes.</summary>
    public const int Most = 12;

    private static readonly TimeSpan _reading = TimeSpan.FromSeconds(3);

    private readonly List<SimulatedCustomer> _here = [];
    private readonly SemaphoreSlim _answered = new(0);

    public override void Dispose()
    {
        _answered.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Stopping is told before the server closes its connections: they go first.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await OpenedAsync(stop.Token);
            if (HubOf(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()) is not { } hub) return;
            var dice = new Dice(options.Seed ^ time.Instant().ToUnixTimeSeconds());
            var scripts = new Queue<Script>(dice.Shuffle(ScriptReader.Load("live")));
            while (true)
            {
                await PauseAsync(dice, stop.Token);
                await TurnAsync(hub, dice, scripts, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The shop closes.
        }
        finally
        {
            foreach (var customer in _here) await customer.DisposeAsync();
        }
    }

    /// <summary>The chat hub of a server that listens on this address.</summary>
    internal static Uri? HubOf(string? address)
    {
        // Where it listens on every address, the machine's own is one of them.
        foreach (var every in new[] { "[::]", "0.0.0.0", "*", "+" }) address = address?.Replace($"//{every}", "//localhost", StringComparison.Ordinal);
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) ? new Uri(uri, "/hubs/chat") : null;
    }

    /// <summary>Five to fifteen seconds, more the more of them wait for an answer; less for one who has just got one.</summary>
    private async Task PauseAsync(Dice dice, CancellationToken cancellationToken)
    {
        // What rang for answers that have been read is forgotten.
        while (_answered.CurrentCount > 0) await _answered.WaitAsync(cancellationToken);
        if (_here.Exists(customer => customer.HasAnswer))
        {
            await Task.Delay(_reading, time, cancellationToken);
            return;
        }

        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(dice.Between(5, 15.0) * (1 + _here.Count / 6.0)), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await _answered.WaitAsync(either.Token);
            await Task.Delay(_reading, time, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody was answered meanwhile.
        }
    }

    /// <summary>One of them writes: who was answered first, then a newcomer, then one who waits.</summary>
    private async Task TurnAsync(Uri hub, Dice dice, Queue<Script> scripts, CancellationToken cancellationToken)
    {
        foreach (var gone in _here.Where(customer => customer.IsDone).ToList()) await LeaveAsync(gone);
        var customer = _here.Find(one => one.HasAnswer);
        try
        {
            if (customer is not null)
            {
                await customer.AnswerAsync(cancellationToken);
            }
            else if (dice.Chance(0.4) && _here.Find(one => one.CanRemind) is { } waiting && _here.Count > 2)
            {
                customer = waiting;
                await customer.RemindAsync(cancellationToken);
            }
            else
            {
                if (_here.Count == Most) await LeaveAsync(_here[0]);
                scripts.Enqueue(scripts.Dequeue());
                customer = new SimulatedCustomer(scripts.Peek(), dice, time, () => _answered.Release());
                _here.Add(customer);
                await customer.ComeAsync(hub, cancellationToken);
            }
        }
        catch (Exception over) when (over is WebSocketException or HttpRequestException or InvalidOperationException or IOException)
        {
            // One who is cut off goes away, and the next one comes: nothing to tell the log about.
            if (customer is not null) await LeaveAsync(customer);
        }
    }

    private async Task LeaveAsync(SimulatedCustomer customer)
    {
        _here.Remove(customer);
        await customer.DisposeAsync();
    }

    private async Task OpenedAsync(CancellationToken cancellationToken)
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var told = lifetime.ApplicationStarted.Register(() => opened.TrySetResult());
        await opened.Task.WaitAsync(cancellationToken);
    }
}
