using AgentConsole.People.Bans;
using AgentConsole.Sites;
using AgentConsole.Sites.Visitors;

namespace AgentConsole.Channels.Chat.Watching;

/// <summary>What every watching page's connection works with.</summary>
internal sealed class Watchers(VisitorBoard board, VisitorTokens tokens, ChatHistory history, InvitationKeys keys, BanBook bans, ChatOptions options, TimeProvider time)
{
    public VisitorBoard Board => board;

    public InvitationKeys Keys => keys;

    public ChatOptions Options => options;

    public TimeProvider Time => time;

    /// <summary>How the board knows a visitor who has a token.</summary>
    public static string KeyOf(string visitorId) => $"visitor:{visitorId}";

    /// <summary>Who the token says it is, and whom we know them as. A token that is none is nobody's: whoever only looks need not be told.</summary>
    public async Task<(string? Key, VisitorName? Name)> WhoAsync(string? token, KnownSite site, CancellationToken cancellationToken)
    {
        if (token is null || tokens.Read(token, site.Site.Key) is not { Succeeded: true, Value.Id: var visitorId }) return (null, null);
        var known = await history.FindAsync(visitorId, cancellationToken);
        if (known is null) return (KeyOf(visitorId), null);
        var state = known.Tickets.Aggregate(RoomState.Empty, (state, ticket) => state.With(ticket));
        return (KeyOf(visitorId), new VisitorName(known.CustomerId, known.Name, TalkOf(state)));
    }

    /// <summary>Whoever the chat is closed to is not seen and not invited to it.</summary>
    public bool IsBanned(string? token, KnownSite site, string address) =>
        bans.OfAddress(address) is not null || (token is not null && tokens.Read(token, site.Site.Key) is { Succeeded: true, Value.Id: var visitorId } && bans.OfVisitor(visitorId) is not null);

    /// <summary>The conversation that goes on; null where the next word begins another, or the last one is over.</summary>
    public static long? TalkOf(RoomState state) => state.StatusName is "open" or "pending" ? state.TicketId : null;
}
