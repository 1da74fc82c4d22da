using AgentConsole.Tickets;

namespace AgentConsole.Console.Ticket;

// What the browser sends (js/outbox.js). It may ask twice for the same, because a cut took the answer: then it is answered as it was.
public sealed partial class Composer
{
    /// <summary>The answer to a send that was not stored: the words are in the editor, with the reason.</summary>
    public const long NotStored = -1;

    private (string Id, Task<long> Answer)? delivery;

    /// <summary>Sends what the browser holds, whatever of it was heard here before.</summary>
    /// <param name="id">The client id that the browser made.</param>
    /// <param name="whisper">Whether the note is a whisper; null where the browser doesn't say.</param>
    /// <param name="then">The status that a reply makes of the ticket, as the list of them has it; null where the browser doesn't say.</param>
    /// <returns>The stored message's sequence; 0 where no message is to be waited for; <see cref="NotStored"/> where nothing was stored.</returns>
    public Task<long> DeliverAsync(string id, string text, ComposerMode mode, bool? whisper, string? then, bool anyway)
    {
        if (Draft.Stored is { } stored && stored.ClientId == id) return Task.FromResult(stored.Seq);
        if (delivery is { } last && last.Id == id && !last.Answer.IsCompleted) return last.Answer;
        // One at a time, in the order in which they were written.
        if (sending || Lifecycle.CheckClientId(id) is not null || text.Length > Message.MaxLength) return Task.FromResult(NotStored);
        var answer = DeliverAsync();
        delivery = (id, answer);
        return answer;

        async Task<long> DeliverAsync()
        {
            (Draft.Text, Draft.Mode, reported) = (text, mode, null);
            if (mode == ComposerMode.Note) Draft.Whispers = whisper ?? Draft.Whispers;
            Become(then);
            Draft.Name(id);
            var under = SendAsync(anyway);
            StateHasChanged();
            await under;
            StateHasChanged();
            return Draft.Stored is { } done && done.ClientId == id ? done.Seq : NotStored;
        }
    }
}
