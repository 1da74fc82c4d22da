using AgentConsole.People.Setup;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AgentConsole.People;

/// <summary>Fills the directory before the first request; while there is no account, prints the set-up link once the address is known; goes on with a set-up that was cut short.</summary>
internal sealed class PeopleStart(AgentDirectory directory, CompanySetup setup, SetupLink link, IServer server) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => directory.ReloadAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await setup.IsDoneAsync(cancellationToken))
        {
            await setup.FinishAsync(cancellationToken);
            return;
        }

        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5080";
        // To the console and not to the log: logs are kept, copied and read by others.
        await System.Console.Out.WriteLineAsync($"Nobody has an account yet. Set up here (this link works once):{Environment.NewLine}  {address.TrimEnd('/')}{link.Issue()}");
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
