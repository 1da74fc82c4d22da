using System.Text.RegularExpressions;
using AgentConsole.Common;
using AgentConsole.Console.Ticket.Life;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Macros;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Ticket;

/// <summary>Where an agent writes. What is written stays until it is stored; every failure is said beside it.</summary>
public sealed partial class Composer
{
    private const int CountFrom = Message.MaxLength - 1_000;

    private static readonly TicketStatus[] Endings = [TicketStatus.Pending, TicketStatus.Resolved, TicketStatus.Open];

    // Refusals that the same words would only meet again.
    private static readonly string[] Final = ["message.empty", "message.too_long", "message.not_text", "ticket.closed", "ticket.not_found", "status.not_allowed", "file.unknown", "message.too_many_files", "whisper.nobody"];

    private readonly string id = Guid.NewGuid().ToString("N")[..8];
    private IReadOnlyList<HistoryLine> changes = [];
    private Refusal? refusal;
    private bool sending;
    private bool sent;
    private int? reported;
    private string? picking;
    private string? mentioning;
    private bool previewing;

    [Parameter, EditorRequired]
    public Draft Draft { get; set; } = default!;

    /// <summary>Under what name the browser keeps the text over a restart of the server (js/drafts.js).</summary>
    [Parameter]
    public string? DraftKey { get; set; }

    /// <summary>Stores the draft; with true although the ticket changed meanwhile.</summary>
    [Parameter, EditorRequired]
    public Func<Draft, bool, Task<SendResult>> Send { get; set; } = default!;

    /// <summary>The first character of a draft was written.</summary>
    [Parameter]
    public EventCallback OnBegan { get; set; }

    /// <summary>True at each key, false when there is nothing to send any more.</summary>
    [Parameter]
    public EventCallback<bool> OnTyping { get; set; }

    /// <summary>What was written is stored, and the draft empty.</summary>
    [Parameter]
    public EventCallback OnSent { get; set; }

    /// <summary>The writer wants to look at what changed first: from here on it is known.</summary>
    [Parameter]
    public EventCallback OnReview { get; set; }

    /// <summary>A file that had arrived is not wanted any more.</summary>
    [Parameter]
    public EventCallback<MessageFile> OnDiscard { get; set; }

    /// <summary>What ids are called, for what a macro does.</summary>
    [Parameter]
    public NameBook Names { get; set; } = NameBook.Empty;

    /// <summary>Who writes; null where there are no macros to choose from.</summary>
    [Parameter]
    public AgentInfo? Me { get; set; }

    /// <summary>What a macro's placeholders stand for here.</summary>
    [Parameter]
    public Func<MacroFacts>? Facts { get; set; }

    /// <summary>The agent whom the writer's notes can be whispered to; null for nobody.</summary>
    [Parameter]
    public string? WhisperTo { get; set; }

    /// <summary>The draft became something else without a letter: it is to be kept.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>Whom a note can name.</summary>
    [Parameter]
    public IReadOnlyList<AgentInfo> People { get; set; } = [];

    [Parameter]
    public IReadOnlyList<Team> Teams { get; set; } = [];

    private bool IsNote => Draft.Mode == ComposerMode.Note;

    private bool Whispers => Draft.Whispers ?? WhisperTo is not null;

    private int Length => reported ?? Draft.Text.Length;

    private bool TooLong => Length > Message.MaxLength;

    /// <summary>Nothing is written: what is sent is what the macro does.</summary>
    private bool OnlyActs => string.IsNullOrWhiteSpace(Draft.Text) && !HasFiles && Draft.Macro is { Acts: true };

    private bool HasFiles => Draft.Files.Keys.Count > 0;

    private bool MayRetry => !sending && refusal is not null && !Final.Contains(refusal.Code, StringComparer.Ordinal);

    private string? StateName => sending ? "sending" : sent ? "sent" : refusal is not null || changes.Count > 0 ? "failed" : null;

    /// <summary>The browser holds a text too long to be worth carrying here; it stays there, whole.</summary>
    /// <param name="length">In UTF-16 units.</param>
    public void ReportTooLong(int length)
    {
        (reported, sent) = (length, false);
        StateHasChanged();
    }

    private async Task TypedAsync(string? text)
    {
        reported = null;
        if (Draft.Text == text) return;
        Draft.Text = text ?? "";
        (sent, refusal) = (false, null);
        if (IsNote && Draft.Text.Length > 0) Draft.Whispers ??= Whispers;
        picking = Me is not null && Asked().Match(Draft.Text) is { Success: true } asked ? asked.Groups["what"].Value : null;
        mentioning = IsNote && Named().Match(Draft.Text) is { Success: true } named && MentionPicker.Find(named.Groups["who"].Value, People, Teams).Count > 0 ? named.Groups["who"].Value : null;
        if (Draft.Text.Length > 0 && Draft.Began is null) await OnBegan.InvokeAsync();
        if (Draft.IsEmpty) Draft.Began = null;
        await OnTyping.InvokeAsync(Draft.Text.Length > 0 && !IsNote);
    }

    private void Become(string? value)
    {
        var (status, own) = StatusChoice.Parse(value);
        if (status is { } known) (Draft.Then, Draft.ThenId) = (known, own);
    }

    private Task SwitchAsync(ComposerMode mode)
    {
        Draft.Mode = mode;
        if (IsNote && Draft.Text.Length > 0) Draft.Whispers ??= Whispers;
        mentioning = null;
        (refusal, changes, sent) = (null, [], false);
        return OnChanged.InvokeAsync();
    }

    private Task WhisperAsync(bool on)
    {
        (Draft.Whispers, refusal) = (on, null);
        return OnChanged.InvokeAsync();
    }

    private async Task SendAsync(bool anyway)
    {
        if (sending || TooLong || Draft.Files.AreOnTheirWay) return;
        if (HasFiles && string.IsNullOrWhiteSpace(Draft.Text)) Draft.Text = "";
        (sent, changes) = (false, []);
        if (!OnlyActs && Lifecycle.CheckText(Draft.Text, HasFiles) is { } wrong)
        {
            refusal = wrong;
            return;
        }

        (sending, refusal) = (true, null);
        try
        {
            var result = await Send(Draft, anyway);
            if (result.Refusal is null) await StoredAsync(result);
            else if (result.Refusal.Code == SendResult.TicketChanged && result.Changes.Count > 0) changes = result.Changes;
            else refusal = result.Refusal;
        }
        finally
        {
            sending = false;
        }
    }

    private async Task StoredAsync(SendResult result)
    {
        Draft.Clear(result.Seq);
        (sent, previewing) = (!result.IsHeld, false);
        await OnSent.InvokeAsync();
        await OnTyping.InvokeAsync(false);
    }

    private void Pick() => picking = picking is null ? "" : null;

    /// <summary>Writes what the macro writes in the place of the slash that asked for it; what it does waits for the send.</summary>
    private async Task UseAsync(Macro macro)
    {
        var kept = Asked().Match(Draft.Text) is { Success: true } asked ? Draft.Text[..asked.Groups["slash"].Index] : Draft.Text;
        var written = Facts is null ? macro.Text : MacroText.Fill(macro.Text, Facts());
        picking = null;
        // A reply's words that are put into a note stay among colleagues with it.
        if (macro.Text.Length > 0) Draft.Mode = macro.IsNote || (IsNote && !string.IsNullOrWhiteSpace(kept)) ? ComposerMode.Note : ComposerMode.Reply;
        Draft.Macro = macro.Acts ? macro : null;
        await TypedAsync(kept + written);
    }

    // A slash at the beginning or after a space, and what was typed since, at the end of the text.
    [GeneratedRegex(@"(^|\s)(?<slash>/)(?<what>[^\s/][^/\n]{0,40})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();

    // An '@' at the beginning or after what is no letter, and what was typed since, at the end of the text.
    [GeneratedRegex(@"(^|[^\p{L}\p{N}])(?<at>@)(?<who>[^@\n]{0,40})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    /// <summary>Writes the name whole, so that it is found in the text when the note is stored.</summary>
    private async Task MentionAsync(string name)
    {
        var kept = Named().Match(Draft.Text) is { Success: true } named ? Draft.Text[..named.Groups["at"].Index] : Draft.Text;
        await TypedAsync($"{kept}@{name} ");
        mentioning = null;
    }

    private async Task ReviewAsync()
    {
        changes = [];
        await OnReview.InvokeAsync();
    }
}
