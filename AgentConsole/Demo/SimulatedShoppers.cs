using System.Net.WebSockets;
using AgentConsole.Common;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AgentConsole.Demo;

/// <summary>A few visitors who look around in the demonstration's shop while it runs.</summary>
internal sealed class SimulatedShoppers(DemoOptions options, IServer server, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private const int Most = 7;

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var started = new TaskCompletionSource();
        await using var once = lifetime.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stop.Token);
            if (SimulatedCustomers.HubOf(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()) is not { } hub) return;
            await Task.WhenAll(Enumerable.Range(0, Most).Select(number => ComeAndGoAsync(hub, number, stop.Token)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The shop closes.
        }
    }

    /// <summary>One after the other in one place, with a pause in between.</summary>
    private async Task ComeAndGoAsync(Uri hub, int number, CancellationToken cancellationToken)
    {
        var dice = new Dice(options.Seed ^ (time.Instant().ToUnixTimeSeconds() + number));
        var watch = new UriBuilder(new Uri(hub, $"/widget/watch?site={DemoSite.Key}")) { Scheme = hub.Scheme == "https" ? "wss" : "ws" }.Uri;
        while (true)
        {
            await Task.Delay(_pause * dice.Share(), time, cancellationToken);
            try
            {
                await new SimulatedShopper(watch, new Uri("https://alder-and-pine.example/"), dice, time).ShopAsync(cancellationToken);
            }
            catch (Exception away) when (away is WebSocketException or IOException or InvalidOperationException)
            {
                // Somebody switched it off, or closed the site: they try again after a while, as pages do.
                await Task.Delay(_pause, time, cancellationToken);
            }
        }
    }
}
