using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console;

/// <summary>
/// A component that shows what happens elsewhere. Everything between a feed and a rendered component is here, once: subscribe,
/// come back to the renderer's thread, show errors as the circuit's own, and let go when the component leaves the screen.
/// Override <see cref="OnLiveAsync"/>, and there call <see cref="Follow{T}"/>, <see cref="FromOutside(Action)"/> and <see cref="Keep{T}"/>.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource gone = new();
    private readonly List<object> kept = [];
    private readonly List<Task> loops = [];
    private bool isReading, hasNews;

    // The person's. An event comes on the thread of whoever caused it, and with that one's language.
    private readonly (CultureInfo Culture, CultureInfo Words) language = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    /// <summary>Cancelled when the component leaves the screen.</summary>
    protected CancellationToken Gone { get; private set; }

    protected LiveComponent() => Gone = gone.Token;

    /// <summary>Called once when the component is on a person's screen; never while a page is only being prerendered.</summary>
    protected virtual Task OnLiveAsync() => Task.CompletedTask;

    /// <summary>
    /// Asks <paramref name="next"/> again and again until the component is gone, and hands each answer to <paramref name="show"/> on the
    /// renderer's thread. The next answer is asked for only after this one was shown, so a slow screen never piles up work.
    /// </summary>
    protected void Follow<T>(Func<CancellationToken, ValueTask<T>> next, Action<T> show) =>
        loops.Add(FollowAsync(next, show));

    /// <summary>An event handler for things that happen outside the circuit: it comes back to the renderer's thread and shows errors there.</summary>
    protected Action FromOutside(Action act) => () => _ = OnRendererAsync(act);

    /// <inheritdoc cref="FromOutside(Action)"/>
    protected Action<T> FromOutside<T>(Action<T> act) => value => _ = OnRendererAsync(() => act(value));

    /// <summary>
    /// Reads what the component lists, for a feed that only says that there is news. What comes while it is read is read once more after it, however much it is. One list
    /// a component; to be called on the renderer's thread.
    /// </summary>
    protected async Task ReadAgainAsync(Func<Task> read)
    {
        hasNews = true;
        if (isReading) return;
        isReading = true;
        try
        {
            while (hasNews)
            {
                hasNews = false;
                await read();
            }
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The person left.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
        finally
        {
            isReading = false;
        }
    }

    /// <summary>Keeps something disposable (sync or async) until the component is gone.</summary>
    protected T Keep<T>(T subscription)
        where T : class
    {
        kept.Add(subscription);
        return subscription;
    }

    /// <summary>Runs when the component is gone, for handlers to be taken off events.</summary>
    protected void WhenGone(Action undo) => kept.Add(undo);

    /// <summary>Lets go of what was kept since, for a component that turns to something else.</summary>
    protected ValueTask ReleaseAsync(object subscription)
    {
        kept.Remove(subscription);
        return LetGoAsync(subscription);
    }

    protected sealed override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await OnLiveAsync();
        await OnRenderedAsync(firstRender);
    }

    /// <summary>What <c>OnAfterRenderAsync</c> is elsewhere.</summary>
    protected virtual Task OnRenderedAsync(bool first) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (gone.IsCancellationRequested) return;
        await gone.CancelAsync();
        await Task.WhenAll(loops);
        for (var i = kept.Count - 1; i >= 0; i--) await LetGoAsync(kept[i]);
        gone.Dispose();
        GC.SuppressFinalize(this);
    }

    private static async ValueTask LetGoAsync(object subscription)
    {
        if (subscription is Action undo) undo();
        else if (subscription is IAsyncDisposable later) await later.DisposeAsync();
        else (subscription as IDisposable)?.Dispose();
    }

    private async Task FollowAsync<T>(Func<CancellationToken, ValueTask<T>> next, Action<T> show)
    {
        try
        {
            while (!Gone.IsCancellationRequested)
            {
                var answer = await next(Gone).ConfigureAwait(false);
                await InvokeAsync(() => { if (!Gone.IsCancellationRequested) show(answer); }).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The component left the screen while it waited.
        }
        catch (ObjectDisposedException) when (Gone.IsCancellationRequested)
        {
            // Its feed was let go of first.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    private async Task OnRendererAsync(Action act)
    {
        try
        {
            await InvokeAsync(() =>
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = language;
                if (!Gone.IsCancellationRequested) act();
            });
        }
        catch (ObjectDisposedException)
        {
            // The circuit ended between the event and its turn.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }
}
