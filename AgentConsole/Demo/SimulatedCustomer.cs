using System.Text.Json;

namespace AgentConsole.Demo;

/// <summary>
/// One made-up visitor on the shop's page: opens a conversation, types before it writes, reads what comes, and answers when somebody has written. It knows no more of the
/// application than the chat protocol says.
/// </summary>
internal sealed class SimulatedCustomer : IAsyncDisposable
{
    private readonly Queue<string> _lines;
    private readonly Queue<string> _reminders;
    private readonly string _language;
    private readonly object _about;
    private readonly Dice _dice;
    private readonly TimeProvider _time;
    private readonly Action _answered;
    private HubConnection? _line;
    private long _read;
    private long _replied;

    /// <param name="script">Its subject is the language; notes are what the customer writes when nobody answers.</param>
    /// <param name="answered">Called when an agent has written; must be quick.</param>
    public SimulatedCustomer(Script script, Dice dice, TimeProvider time, Action answered)
    {
        (_language, _dice, _time, _answered) = (script.Subject, dice, time, answered);
        var (first, last) = DemoNames.Customers(_language);
        // At night the shop asks where to answer.
        _about = new { name = $"{dice.Pick(first)} {dice.Pick(last)}", email = $"visitor{dice.Between(1000, 9999)}@example.org" };
        _lines = new(script.Lines.Where(line => line.Voice == Voice.Customer).Select(line => line.Text));
        _reminders = new(script.Lines.Where(line => line.Voice == Voice.Note).Select(line => line.Text));
    }

    /// <summary>Somebody has written since this one last did.</summary>
    public bool HasAnswer => Volatile.Read(ref _replied) > _read;

    public bool CanRemind => _reminders.Count > 0;

    /// <summary>Everything was said, or the line is gone.</summary>
    public bool IsDone => _lines.Count == 0 || _line is { Closed.IsCompleted: true };

    /// <summary>Comes to the page and writes the first message.</summary>
    public async Task ComeAsync(Uri hub, CancellationToken cancellationToken)
    {
        _line = await HubConnection.ConnectAsync(hub, Hear, _time, cancellationToken);
        await _line.CallAsync("Hello", new { protocol = 1, site = DemoSite.Key, lang = _language }, cancellationToken);
        await WriteAsync(_lines.Dequeue(), cancellationToken);
    }

    /// <summary>Reads what an agent wrote, and answers.</summary>
    public async Task AnswerAsync(CancellationToken cancellationToken)
    {
        _read = Volatile.Read(ref _replied);
        await _line!.CallAsync("Seen", _read, cancellationToken);
        await WriteAsync(_lines.Dequeue(), cancellationToken);
    }

    /// <summary>Asks whether anybody is there.</summary>
    public Task RemindAsync(CancellationToken cancellationToken) => WriteAsync(_reminders.Dequeue(), cancellationToken);

    public ValueTask DisposeAsync() => _line?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await _line!.CallAsync("Typing", true, cancellationToken);
        // As long as a person takes, but never so long that it is dull to watch.
        await Task.Delay(TimeSpan.FromSeconds(Math.Clamp(text.Length / 30.0, 1.5, 5) * _dice.Between(0.8, 1.2)), _time, cancellationToken);
        await _line.CallAsync("Send", new { clientId = Guid.NewGuid().ToString(), text, about = _about }, cancellationToken);
        await _line.CallAsync("Typing", false, cancellationToken);
    }

    private void Hear(string name, JsonElement argument)
    {
        if (name != "messages") return;
        foreach (var message in argument.GetProperty("messages").EnumerateArray())
        {
            if (message.GetProperty("from").GetString() != "agent") continue;
            Volatile.Write(ref _replied, message.GetProperty("seq").GetInt64());
            _answered();
        }
    }
}
