using AgentConsole.Common;
using AgentConsole.Tickets;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Ticket;

/// <summary>Where an agent writes. What is written stays until it is stored; every failure is said beside it.</summary>
public sealed partial class Composer
{
    private const int CountFrom = Message.MaxLength - 1_000;

    private static readonly TicketStatus[] Endings = [TicketStatus.Pending, TicketStatus.Resolved, TicketStatus.Open];

    // Refusals that the same words would only meet again.
    private static readonly string[] Final = ["message.empty", "message.too_long", "message.not_text", "ticket.closed", "ticket.not_found", "status.not_allowed"];

    private readonly string id = Guid.NewGuid().ToString("N")[..8];
    private IReadOnlyList<HistoryLine> changes = [];
    private Refusal? refusal;
    private bool sending;
    private bool sent;
    private int? reported;

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

    /// <summary>The writer wants to look at what changed first: from here on it is known.</summary>
    [Parameter]
    public EventCallback OnReview { get; set; }

    private bool IsNote => Draft.Mode == ComposerMode.Note;

    private int Length => reported ?? Draft.Text.Length;

    private bool TooLong => Length > Message.MaxLength;

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
        if (Draft.Text.Length > 0 && Draft.Began is null) await OnBegan.InvokeAsync();
        if (Draft.Text.Length == 0) Draft.Began = null;
        await OnTyping.InvokeAsync(Draft.Text.Length > 0 && !IsNote);
    }

    private void Switch(ComposerMode mode)
    {
        Draft.Mode = mode;
        (refusal, changes, sent) = (null, [], false);
    }

    private async Task SendAsync(bool anyway)
    {
        if (sending || TooLong) return;
        (sent, changes) = (false, []);
        if (Lifecycle.CheckText(Draft.Text) is { } wrong)
        {
            refusal = wrong;
            return;
        }

        (sending, refusal) = (true, null);
        try
        {
            var result = await Send(Draft, anyway);
            if (result.Refusal is null) await StoredAsync();
            else if (result.Refusal.Code == SendResult.TicketChanged && result.Changes.Count > 0) changes = result.Changes;
            else refusal = result.Refusal;
        }
        finally
        {
            sending = false;
        }
    }

    private async Task StoredAsync()
    {
        Draft.Clear();
        sent = true;
        await OnTyping.InvokeAsync(false);
    }

    private async Task ReviewAsync()
    {
        changes = [];
        await OnReview.InvokeAsync();
    }
}
