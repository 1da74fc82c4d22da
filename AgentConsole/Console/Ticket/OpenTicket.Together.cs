using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Together;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Ticket;

// Taking, holding, handing over: what keeps two people out of each other's way.
public sealed partial class OpenTicket
{
    private HoldKeeper? holder;
    private DraftKeeper? keeper;
    private HandOverTarget? handing;
    private HandOverDraft handingDraft = new();

    [Inject]
    public required DraftStore DraftStore { get; init; }

    [Inject]
    public required ILogger<OpenTicket> Logger { get; init; }

    private EscalationPath? Path => Routing.Book.Of(view!.Ticket.TeamId).Path;

    private bool MayTake => Routing.Book.Rules.MayPick || Directory.Agent(me.Id) is { Role: not AgentRole.Agent } || view!.Ticket.OfferedTo.Contains(me.Id);

    /// <summary>Takes the ticket from whom the agent saw, so that of two who take it at once one is told of the other.</summary>
    private async Task TakeAsync()
    {
        var outcome = await AskAsync(new Take(me, TicketId, view!.Ticket.AssigneeId));
        await RefreshAsync();
        notice = outcome.Refusal switch
        {
            null => null,
            { Code: "take.taken" } => Terms["Header.TakenBy", TicketTerms.Apart(view.Ticket.AssigneeId is { } other ? Directory.Agent(other)?.Name ?? $"#{other}" : "")],
            var refusal => Terms.Of(refusal),
        };
    }

    /// <summary>A key was pressed: the others see it, the server keeps what it wrote.</summary>
    private void Typing(bool on)
    {
        presence?.Type(on);
        keeper?.Changed();
    }

    private async Task ReadDraftAsync(bool elsewhere = true)
    {
        try
        {
            await keeper!.LoadAsync(elsewhere, Gone);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The person left.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    private async Task HoldOnAsync() => await AskAsync(new ExtendHold(me, TicketId));

    private IReadOnlyList<Mention> MentionsIn(string text) => MentionText.Find(text, Directory.Agents, Directory.Teams);

    private Task FollowAsync() => CommandAsync(new Follow(me, TicketId, !view!.Ticket.FollowerIds.Contains(me.Id)));

    private void BeginEscalation()
    {
        BeginHandOver(new HandOverTarget(HandOverKind.Escalation, 0));
        handingDraft.Text = Path?.Note ?? "";
    }

    private void BeginHandOver(HandOverTarget target) => (handing, handingDraft, sideOpen) = (target, new HandOverDraft { Text = handingDraft.Text }, true);

    private void EndHandOver() => (handing, handingDraft, sideOpen) = (null, new HandOverDraft(), false);

    private async Task<Refusal?> HandOverAsync()
    {
        var text = handingDraft.Text.Trim();
        TicketCommand command = handing switch
        {
            { Kind: HandOverKind.Agent, Id: var agent } => new HandOver(me, TicketId, agent, null, text, handingDraft.ClientId) { Mentions = MentionsIn(text) },
            { Kind: HandOverKind.Team, Id: var team } => new HandOver(me, TicketId, null, team, text, handingDraft.ClientId) { Mentions = MentionsIn(text) },
            _ => new Escalate(me, TicketId, text, handingDraft.ClientId),
        };
        var outcome = await AskAsync(command);
        if (outcome.Succeeded) await TellHandedOverAsync(handing!, handingDraft.ClientId);
        if (outcome.Succeeded) EndHandOver();
        await RefreshAsync();
        return outcome.Refusal;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A draft of ticket {TicketId} could not be kept; it is tried again at the next key")]
        public static partial void DraftNotKept(ILogger logger, long ticketId, Exception exception);
    }
}
