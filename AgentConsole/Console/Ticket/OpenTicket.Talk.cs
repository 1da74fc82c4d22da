using AgentConsole.Common;
using AgentConsole.Console.Ticket.Talk;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;

namespace AgentConsole.Console.Ticket;

// A live talk that others are in too.
public sealed partial class OpenTicket
{
    private bool mayWatch;

    /// <summary>Whose chat this is, where somebody looks at it who may watch it; null where it is anything else.</summary>
    private AgentInfo? Watched =>
        mayWatch && view?.Ticket is { Channel: TicketChannel.Chat, AssigneeId: { } agent, Status: < TicketStatus.Resolved } && agent != me.Id ? Directory.Agent(agent) : null;

    private bool HasJoined => view!.Messages.Any(message => message is { Kind: MessageKind.System, AuthorKind: ActorKind.Agent } && message.AuthorId == me.Id);

    /// <summary>A whisper is for the agent who has the chat: where nobody has it any more it is nothing else either.</summary>
    private async Task<SendResult> NoteAsync(Draft written, string id)
    {
        var whispers = written.Whispers ?? Watched is not null;
        if (whispers && Watched is null) return new SendResult(new Refusal("whisper.nobody"), []);
        return SendResult.Of(await AskAsync(new AddNote(me, TicketId, written.Text, id) { Attached = Attached(written), Mentions = MentionsIn(written.Text), IsWhisper = whispers }));
    }

    private async Task JoinAsync()
    {
        var told = await AskAsync(new Announce(me, TicketId, ToldWords.Say("Told.Joined", view!.Customer?.Language, me.Name), $"joined-{TicketId}-{me.Id}"));
        notice = told.Refusal is { } refusal ? Terms.Of(refusal) : null;
        await RefreshAsync();
    }

    /// <summary>The customer of a chat reads to whom it went; what the colleagues wrote to each other stays among them.</summary>
    private async Task TellHandedOverAsync(HandOverTarget to, string id)
    {
        var name = to.Kind switch { HandOverKind.Agent => Directory.Agent(to.Id)?.Name, HandOverKind.Team => Directory.Team(to.Id)?.Name, _ => null };
        if (view!.Ticket.Channel != TicketChannel.Chat || name is null) return;
        await AskAsync(new Announce(me, TicketId, ToldWords.Say("Told.HandedOver", view.Customer?.Language, name), $"told-{id}"));
    }
}
