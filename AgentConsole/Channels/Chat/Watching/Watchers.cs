using AgentConsole.People;
using AgentConsole.People.Bans;
using AgentConsole.Sites;
using AgentConsole.Sites.Visitors;

namespace AgentConsole.Channels.Chat.Watching;

/// <summary>What every watching page's connection works with.</summary>
internal sealed class Watchers(VisitorBoard board, VisitorTokens tokens, ChatHistory history, InvitationKeys keys, BanBook bans, ChatOptions options, TimeProvider time)
{
    private const string Visitor = "visitor:";

    public VisitorBoard Board => board;

    public InvitationKeys Keys => keys;

    public ChatOptions Options => options;

    public TimeProvider Time => time;

    /// <summary>How the board knows a visitor who has a token.</summary>
    public static string KeyOf(string visitorId) => Visitor + visitorId;

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
        BanOf(token is not null && tokens.Read(token, site.Site.Key) is { Succeeded: true, Value.Id: var visitorId } ? visitorId : null, address) is not null;

    /// <summary>Ends the connections of those whom the chat is closed to now. Returns where banned visitors came from, with the bans that they are under.</summary>
    public IReadOnlyList<(Ban Ban, string Address)> Expel() =>
        [.. board.Expel((key, address) => BanOf(VisitorOf(key), address) is not null)
            .Select(page => (Ban: VisitorOf(page.Key) is { } visitor ? bans.OfVisitor(visitor) : null, page.Address))
            .Where(page => page.Ban is not null).Select(page => (page.Ban!, page.Address))];

    private static string? VisitorOf(string key) => key.StartsWith(Visitor, StringComparison.Ordinal) ? key[Visitor.Length..] : null;

    /// <summary>An address keeps out nobody whom the site has signed for: it is shared.</summary>
    private Ban? BanOf(string? visitorId, string address) =>
        (visitorId is null ? null : bans.OfVisitor(visitorId)) ?? (visitorId is not null && VisitorIds.IsPerson(visitorId) ? null : bans.OfAddress(address));

    /// <summary>The conversation that goes on; null where the next word begins another, or the last one is over.</summary>
    public static long? TalkOf(RoomState state) => state.StatusName is "open" or "pending" ? state.TicketId : null;
}
