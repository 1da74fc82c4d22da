using AgentConsole.Tickets;
using AgentConsole.Tickets.Macros;
using AgentConsole.Tickets.Sending;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Console.Ticket;

public enum ComposerMode { Reply, Note }

/// <summary>What an agent is writing on a ticket. It outlives the page: it is cleared by a send that succeeded and by nothing else.</summary>
public sealed class Draft
{
    private (ComposerMode Mode, string Text, string Files) _tried;

    public ComposerMode Mode { get; set; }

    public string Text { get; set; } = "";

    /// <summary>
    /// The note is a whisper, or is none: said by its writer, or settled by its first letter, so that it is never sent as the other. Null while neither is: then it is one
    /// where there is somebody to whisper to.
    /// </summary>
    public bool? Whispers { get; set; }

    /// <summary>What it will be sent with.</summary>
    public DraftFiles Files { get; } = new();

    /// <summary>Nothing is written and nothing added.</summary>
    public bool IsEmpty => Text.Length == 0 && Files.All.Count == 0;

    /// <summary>What the reply makes of the ticket.</summary>
    public TicketStatus Then { get; set; } = TicketStatus.Pending;

    /// <summary>The company's own status within <see cref="Then"/>; null for the category's own.</summary>
    public int? ThenId { get; set; }

    /// <summary>What the macro it was written with does once it is sent; null for nothing.</summary>
    public Macro? Macro { get; set; }

    /// <summary>The ticket's version and the journal's sequence when the first character was written; null while nothing is.</summary>
    public (int Version, long Seq)? Began { get; set; }

    /// <summary>The id of the send that is under way or failed; the store knows a repeat by it.</summary>
    public string? ClientId { get; private set; }

    /// <summary>What was stored last, so that a browser that asks once more after a cut is answered as before.</summary>
    public (string ClientId, long Seq)? Stored { get; private set; }

    /// <summary>The browser's id for what it sends: it knows what it tried before better than a server that was started meanwhile.</summary>
    public void Name(string clientId) => (ClientId, _tried) = (clientId, Now);

    /// <summary>
    /// The id to send with. Trying again keeps it, so that a send whose answer was lost is not stored twice; other words are another message.
    /// </summary>
    public string IdForSend()
    {
        if (ClientId is null || _tried != Now) ClientId = Guid.CreateVersion7().ToString("N");
        _tried = Now;
        return ClientId;
    }

    private (ComposerMode Mode, string Text, string Files) Now => (Mode, Text, string.Join(' ', Files.Keys));

    /// <summary>It is stored, under the id it was sent with.</summary>
    public void Clear(long seq)
    {
        if (ClientId is { } id) Stored = (id, seq);
        Clear();
    }

    /// <summary>What was sent and taken back is written again, before what was written since.</summary>
    public void Write(HeldReply held)
    {
        // What colleagues alone were to read goes to no customer with it.
        (Mode, Text, Then, ThenId, Macro, Began) = (Mode == ComposerMode.Note && Text.Length > 0 ? ComposerMode.Note : ComposerMode.Reply, StoredDraft.Join(held.Text, Text), held.Then ?? Then, held.ThenStatusId, held.Macro ?? Macro, (held.Version, held.Seq));
        Files.Restore([.. (held.Files ?? []).UnionBy(Files.Stored ?? [], file => file.Key)]);
    }

    public void Clear()
    {
        (Text, Whispers, Macro, ClientId, Began, _tried) = ("", null, null, null, null, default);
        Files.Clear();
    }
}
