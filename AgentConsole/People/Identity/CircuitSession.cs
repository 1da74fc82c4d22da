using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AgentConsole.People.Identity;

/// <summary>
/// Who is signed in, for one circuit. A circuit can live for hours without another request, so it asks again whenever the directory changes:
/// a disabled account and a revoked wall link lose their screens at once, and nothing polls.
/// </summary>
internal sealed class CircuitSession : ServerAuthenticationStateProvider, IDisposable
{
    private static readonly ClaimsPrincipal Stranger = new(new ClaimsIdentity());
    private readonly AgentDirectory _directory;

    private bool _watching;

    public CircuitSession(AgentDirectory directory) => _directory = directory;

    /// <summary>From now on it asks. A plain page is answered as who asked for it, even where it changes that person's password itself.</summary>
    public void Watch()
    {
        if (_watching) return;
        _watching = true;
        _directory.Changed += CheckAgain;
        CheckAgain();
    }

    private void CheckAgain() => _ = CheckAgainAsync();

    private async Task CheckAgainAsync()
    {
        AuthenticationState state;
        try
        {
            state = await GetAuthenticationStateAsync();
        }
        catch (InvalidOperationException)
        {
            return; // The circuit hasn't been told its person yet; it will be told the current one.
        }

        if (!Holds(state.User)) SetAuthenticationState(Task.FromResult(new AuthenticationState(Stranger)));
    }

    /// <summary>A stranger holds nothing that could end. A person can be here by two identities, an account's and a wall link's.</summary>
    private bool Holds(ClaimsPrincipal user)
    {
        if (user.AgentId() is { } id && !_directory.HoldsSession(id, user.SessionStamp())) return false;
        return user.WallLinkId() is not { } link || _directory.IsWallLinkOpen(link);
    }

    public void Dispose() => _directory.Changed -= CheckAgain;
}

/// <summary>A circuit's session is watched from its beginning.</summary>
internal sealed class CircuitSessionWatch(AuthenticationStateProvider session) : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (session is CircuitSession watched) watched.Watch();
        return Task.CompletedTask;
    }
}
