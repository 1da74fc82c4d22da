using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets.Files;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Channels.Chat;

/// <summary>Makes somebody of a visitor without a name, where the site has signed for it.</summary>
internal sealed partial class ChatIdentities(
    SiteSecrets secrets, ChatHistory history, ChatRooms rooms, Desk.Desk desk, IDbContextFactory<DeskDb> databases, TimeProvider time, ILogger<ChatIdentities> logger)
{
    /// <summary>Who it is, or <c>chat.identity_off</c> (the site has no secret), <c>chat.identity_invalid</c>, <c>chat.identity_expired</c>.</summary>
    public Outcome<ChatPerson> Check(KnownSite site, IdentityProof proof, string? current) =>
        secrets.Read(site) is { } secret ? proof.Check(secret, site.Site.Id, current, time.Instant()) : new Refusal("chat.identity_off");

    /// <summary>What was written without a name becomes the person's. Null, or why it has to be tried again.</summary>
    /// <param name="former">Who the connection's token said; nobody is made of a person but themselves.</param>
    public async Task<Refusal?> JoinAsync(ChatPerson person, string? former, CancellationToken cancellationToken)
    {
        if (former is null || VisitorIds.IsPerson(former)) return null;
        if (await history.FindAsync(former, cancellationToken) is { } known)
        {
            var by = Actor.Customer(known.CustomerId, person.Name ?? known.Name);
            var outcome = await desk.ExecuteAsync(new IdentifyVisitor(by, known.CustomerId, person.VisitorId, former, person.Name, person.Email), CancellationToken.None);
            if (outcome.Refusal is { } refusal && !refusal.Code.StartsWith("customer.", StringComparison.Ordinal)) return refusal;
            if (outcome.Refusal is { } apart) Log.Apart(logger, known.CustomerId, apart.Code);
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (was, now) = (FileOwner.Visitor(former), FileOwner.Visitor(person.VisitorId));
        await db.Set<Attachment>().Where(file => file.MessageId == null && file.Owner == was).ExecuteUpdateAsync(set => set.SetProperty(file => file.Owner, now), cancellationToken);
        return null;
    }

    /// <summary>The browser's other tabs are somebody without a name no longer: they come back with the token that it has now.</summary>
    public void CutFormer(string? former, ChatSession but)
    {
        if (former is null || rooms.OfVisitor(former) is not { } room) return;
        foreach (var session in room.Sessions.Where(session => session != but)) session.Cut();
    }

    /// <summary>The person has written here for the first time: whoever has their e-mail address is the same.</summary>
    public async Task KnownAsync(ChatPerson person, long customerId, string name)
    {
        if (person.Email is null) return;
        var outcome = await desk.ExecuteAsync(
            new IdentifyVisitor(Actor.Customer(customerId, name), customerId, person.VisitorId, null, person.Name, person.Email, IsNew: true), CancellationToken.None);
        if (outcome.Refusal is { } refusal) Log.Apart(logger, customerId, refusal.Code);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Customer {Customer} was not joined to the profile of the person they turned out to be: {Code}")]
        public static partial void Apart(ILogger logger, long customer, string code);
    }
}
