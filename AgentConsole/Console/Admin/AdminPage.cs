using AgentConsole.Common;
using AgentConsole.Console.Account;
using AgentConsole.People;
using AgentConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Radzen;

namespace AgentConsole.Console.Admin;

/// <summary>What the settings' pages share: words, dialogs, and asking who it is when something is done.</summary>
public abstract class AdminPage : LiveComponent
{
    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Inject]
    public required DialogService Dialogs { get; init; }

    [Inject]
    public required IStringLocalizer<AdminWords> Words { get; init; }

    /// <summary>What was done last, for the line that says it.</summary>
    protected string? Done { get; private set; }

    /// <summary>What could not be done.</summary>
    protected string? Refused { get; private set; }

    /// <summary>Who does it, where they may. A page stays open for hours, so it is asked when something is done, not when the page opens.</summary>
    protected async Task<long?> WhoMayAsync(string permission)
    {
        var user = (await Authentication).User;
        return user.May(permission) ? user.AgentId() : null;
    }

    /// <summary>Opens a dialog; the answer it was closed with, or null where it was left.</summary>
    protected async Task<object?> AskAsync<TDialog>(string title, params (string Name, object? Value)[] parameters) where TDialog : ComponentBase =>
        (object?)await Dialogs.OpenAsync<TDialog>(title, parameters.ToDictionary(given => given.Name, given => given.Value, StringComparer.Ordinal), AdminDialog.Options(Words));

    /// <summary>The same, with room for what stands beside the form.</summary>
    protected async Task<object?> AskBesideAsync<TDialog>(string title, params (string Name, object? Value)[] parameters) where TDialog : ComponentBase
    {
        var options = AdminDialog.Options(Words);
        options.Width = "min(1080px, calc(100vw - 24px))";
        return (object?)await Dialogs.OpenAsync<TDialog>(title, parameters.ToDictionary(given => given.Name, given => given.Value, StringComparer.Ordinal), options);
    }

    /// <summary>Asks before something that others feel.</summary>
    protected async Task<bool> SureAsync(string text, string title, string yes) =>
        await Dialogs.Confirm(text, title, AdminDialog.Confirming(Words, yes)) == true;

    /// <summary>A handler that reads anew and shows it, for what changes elsewhere.</summary>
    protected Action Reloading(Func<Task> load) => FromOutside(() => _ = ReloadAsync(load));

    protected void Say(string done) => (Done, Refused) = (done, null);

    /// <summary>Says in words of the page's own what could not be done; null takes it back.</summary>
    protected void SayRefused(string? why) => (Done, Refused) = (null, why);

    /// <summary>Says the outcome, whichever it is.</summary>
    protected bool Say<T>(Outcome<T> outcome, Func<T, string> done)
    {
        Done = outcome.Succeeded ? done(outcome.Value) : null;
        Refused = outcome.Succeeded ? null : Words.Say(outcome.Refusal);
        return outcome.Succeeded;
    }

    private async Task ReloadAsync(Func<Task> load)
    {
        try
        {
            await load();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }
}
