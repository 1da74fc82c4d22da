using AgentConsole.Live;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Console.Ticket;

/// <summary>Keeps what one screen's draft holds on the server while it is written, and takes in what the agent's other screens write.</summary>
internal sealed class DraftKeeper : IAsyncDisposable
{
    /// <summary>How long after a key it is kept: at most so much is lost when a machine dies.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly DraftStore _store;
    private readonly Draft _draft;
    private readonly (long Agent, long Ticket) _whose;
    private readonly string _screen = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _one = new(1);
    private readonly ITimer _timer;
    private readonly IDisposable _listening;
    private readonly Action<Exception> _failed;
    private bool _isDirty;
    private string _kept = "";

    /// <param name="heard">Another screen of the agent changed the draft; called on any thread.</param>
    /// <param name="failed">It could not be kept; it is tried again at the next key.</param>
    public DraftKeeper(DraftStore store, LiveSignals signals, TimeProvider time, Draft draft, long agent, long ticket, Action heard, Action<Exception> failed)
    {
        (_store, _draft, _whose, _failed) = (store, draft, (agent, ticket), failed);
        _timer = time.CreateTimer(_ => _ = SaveAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _listening = signals.Subscribe(DraftStore.Topic(agent, ticket), signal =>
        {
            if (signal.Kind != _screen) heard();
        });
    }

    /// <summary>Takes in what is kept. What is being written here stands until it is kept itself.</summary>
    /// <param name="elsewhere">Another screen changed it: where nothing is kept any more it was sent there.</param>
    public async Task LoadAsync(bool elsewhere, CancellationToken cancellationToken)
    {
        var kept = await _store.ReadAsync(_whose.Agent, _whose.Ticket, cancellationToken);
        if (_isDirty) return;
        _kept = kept?.Text ?? "";
        if (kept is null)
        {
            if (elsewhere && !_draft.IsEmpty) _draft.Clear();
            return;
        }

        _draft.Files.Restore(kept.Files ?? []);
        _draft.Whispers = kept.IsWhisper;
        (_draft.Mode, _draft.Text, _draft.Then, _draft.ThenId, _draft.Began) = (kept.IsNote ? ComposerMode.Note : ComposerMode.Reply, kept.Text, kept.Then, kept.ThenId, (kept.BeganVersion, kept.BeganSeq));
    }

    /// <summary>The draft holds something else.</summary>
    public void Changed()
    {
        if (!_isDirty) _timer.Change(Pace, Timeout.InfiniteTimeSpan);
        _isDirty = true;
    }

    /// <summary>It was sent: nothing of it is left anywhere.</summary>
    public Task SentAsync()
    {
        _isDirty = true;
        return SaveAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _listening.Dispose();
        await _timer.DisposeAsync();
        if (_isDirty) await SaveAsync();
        _one.Dispose();
    }

    private async Task SaveAsync()
    {
        await _one.WaitAsync();
        try
        {
            _isDirty = false;
            var (version, seq) = _draft.Began ?? default;
            var draft = new StoredDraft(_whose.Agent, _whose.Ticket, _draft.Mode == ComposerMode.Note, _draft.Text, _draft.Then, version, seq, default) { ThenId = _draft.ThenId, IsWhisper = _draft.Whispers, Files = _draft.Files.Stored };
            var on = await _store.SaveAsync(draft, _kept, _screen, CancellationToken.None);
            _kept = draft.Text;
            // The ticket was merged while it was written: the words are there now.
            if (on != _whose.Ticket && !_isDirty) _draft.Clear();
        }
        catch (Exception exception)
        {
            _failed(exception);
        }
        finally
        {
            _one.Release();
        }
    }
}
