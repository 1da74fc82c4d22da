using AgentConsole.Common;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Macros;
using AgentConsole.Tickets.Sending;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Ticket;

// What the agent does: each a command to the Desk, whose answer is shown where it was asked.
public sealed partial class OpenTicket
{
    [Inject]
    public required Desk.Desk Desk { get; init; }

    [Inject]
    public required MacroCatalog Macros { get; init; }

    private void BeginDraft() => draft.Began = (view!.Ticket.Version, view.Seq);

    /// <summary>Whoever has looked at what changed begins anew from there.</summary>
    private void ReviewDraft() => BeginDraft();

    /// <summary>What is written first, then what its macro does: whatever of that is refused is told, and what was written stays sent.</summary>
    private async Task<SendResult> SendAsync(Draft written, bool anyway)
    {
        var sent = SendResult.Sent;
        var writes = !string.IsNullOrWhiteSpace(written.Text) || written.Files.Keys.Count > 0;
        if (writes)
        {
            sent = await WriteAsync(written, anyway);
            if (sent.Refusal is not null) return sent;
        }

        // A reply that is held takes with it what is to be done.
        if (written.Macro is not { } macro || (writes && IsHeld(written))) return sent;
        await RefreshAsync();
        foreach (var command in macro.On(view!.Ticket, me))
        {
            if ((await AskAsync(command)).Refusal is { } refusal) notice = Terms.Of(refusal);
        }

        await RefreshAsync();
        return sent;
    }

    private MacroFacts Facts() => new(view!.Customer?.Name ?? "", me.Name, TicketId, view.Ticket.Subject, Macros.Company);

    private async Task<SendResult> WriteAsync(Draft written, bool anyway)
    {
        var id = written.IdForSend();
        if (written.Mode == ComposerMode.Note) return await NoteAsync(written, id);

        var before = view!;
        var began = written.Began ?? (before.Ticket.Version, before.Seq);
        var surprises = anyway ? [] : ChangesSince.Surprises(before.Journal, began.Seq, shown, me.Id);
        int? expected = anyway ? null : surprises.Count > 0 ? began.Version : before.Ticket.Version;
        var outcome = await AskAsync(Reply(written, id, expected));
        if (outcome.Refusal is not { Code: SendResult.TicketChanged } changed)
        {
            if (outcome.Succeeded) await RefreshAsync();
            return SendResult.Of(outcome) with { IsHeld = IsHeld(written) };
        }

        // Refused although nothing was in sight: it happened while the answer was on its way.
        await RefreshAsync();
        if (surprises.Count == 0) surprises = ChangesSince.Surprises(view!.Journal, before.Seq, before.Seq, me.Id);
        if (surprises.Count > 0) return new SendResult(changed, [.. surprises.Select(sentences.Of).OfType<HistoryLine>()]);

        // Only one's own doings lay between: they surprise nobody.
        var again = await AskAsync(Reply(written, id, view!.Ticket.Version));
        return SendResult.Of(again) with { IsHeld = IsHeld(written) };
    }

    private async Task CommandAsync(TicketCommand command)
    {
        var outcome = await AskAsync(command);
        notice = outcome.Refusal is { } refusal ? Terms.Of(refusal) : null;
        // A select shows what was chosen until it is told what is.
        await RefreshAsync();
    }

    /// <summary>For a dialog, which says itself what was refused.</summary>
    private async Task<Refusal?> AskAndShowAsync(TicketCommand command)
    {
        var outcome = await AskAsync(command);
        await RefreshAsync();
        return outcome.Refusal;
    }

    /// <summary>Puts a tag on by its name; where there is none of that name yet it is made.</summary>
    private async Task TagAsync(string name)
    {
        var tag = await TagByName.FindOrMakeAsync(Catalog, name, Gone);
        if (!tag.Succeeded)
        {
            notice = Terms.Of(tag.Refusal);
            return;
        }

        await CommandAsync(new ChangeTags(me, TicketId, [tag.Value.Id], []));
    }

    private Task<Outcome<CommandResult>> AskAsync(TicketCommand command) => Desk.AskAsync(command, Time, Gone);

    private async Task RefreshAsync()
    {
        var delta = await Reader.ChangesAsync(view!, (TicketChanges)ulong.MaxValue, Gone);
        Show(view!.With(delta));
    }
}
