using System.Security.Cryptography;
using AgentConsole.Common;
using AgentConsole.Sites.Invitations;

namespace AgentConsole.Sites.Visitors;

// Who is asked to talk, by whom, and what they say to it.
public sealed partial class VisitorBoard
{
    /// <summary>The same of a visitor who may be another node's: what that one says to it is seen in the list.</summary>
    public Outcome<SiteVisitor> Invite(SiteVisitor whom, long agentId, string agent, string text)
    {
        if (whom.Node is not { } node) return Invite(whom.Id, agentId, agent, text);
        if (InvitingRules.Words(text) is { } wrong) return wrong;
        lock (_gate)
        {
            if (_elsewhere.Find(node, whom.Id) is not { } now || InviteElsewhere is null) return new Refusal("visitor.gone");
            if (Refused(now) is { } refused) return refused;
            whom = now;
        }

        InviteElsewhere(whom, new InviteThere(node, whom.Id, agentId, agent, text.Trim()));
        return whom;
    }

    /// <summary>
    /// An agent invites a visitor. Refusals: <c>visitor.gone</c>, <c>visitor.talks</c> with the ticket's number, <c>visitor.invited</c> (one is out already), <c>visitor.declined</c> (in this visit), and
    /// those of <see cref="InvitingRules.Words"/>. The caller has checked the permission.
    /// </summary>
    public Outcome<SiteVisitor> Invite(long id, long agentId, string agent, string text)
    {
        if (InvitingRules.Words(text) is { } wrong) return wrong;
        lock (_gate)
        {
            if (!_byId.TryGetValue(id, out var spot) || spot.Tabs.Count == 0) return new Refusal("visitor.gone");
            if (Refused(spot.Shown) is { } refused) return refused;
        }

        return Invite(id, visitor => visitor.Stage == InviteStage.None, (_, now) => new Invitation(NewId(), agentId, agent, text.Trim(), 0, now)) is { } invited ? invited : new Refusal("visitor.invited");
    }

    /// <summary>What a page did with an invitation that this visitor was sent; said twice, or of another, it counts nothing.</summary>
    public void Answer(VisitorTab tab, string invitationId, InviteStage stage)
    {
        (long Site, int Rule) counted;
        bool wasShown;
        lock (_gate)
        {
            if (tab.Spot is not { Invitation: { } invitation } spot || invitation.Id != invitationId) return;
            var now = spot.Shown.Stage;
            if (now >= stage || now is InviteStage.Accepted or InviteStage.None) return;
            wasShown = now >= InviteStage.Shown;
            spot.Shown = spot.Shown with { Stage = stage };
            if (stage == InviteStage.Declined) spot.DeclinedAt = time.Instant();
            counted = (spot.Shown.SiteId, invitation.RuleId);
            _all = null;
        }

        if (!wasShown) counts.Add(counted.Site, counted.Rule, InviteFate.Shown);
        if (stage != InviteStage.Shown) counts.Add(counted.Site, counted.Rule, stage == InviteStage.Accepted ? InviteFate.Accepted : InviteFate.Declined);
        Changed?.Invoke();
    }

    /// <summary>Asks the rules where it is time, and forgets who stayed away.</summary>
    /// <param name="isOpen">Whether it is business hours for a site now.</param>
    public void Look(Func<Site, bool> isOpen, bool isAnybodyThere)
    {
        var now = time.Instant();
        List<VisitorSpot> due = [], gone = [];
        lock (_gate)
        {
            foreach (var spot in _byId.Values)
            {
                if (spot.GoneAt is { } since && now - since >= Grace) gone.Add(spot);
                else if (spot.LookAt <= now) due.Add(spot);
            }

            foreach (var spot in gone) Forget_NeedsLock(spot);
        }

        foreach (var spot in due) Ask(spot, now, isOpen, isAnybodyThere);
        if (gone.Count > 0) Changed?.Invoke();
    }

    private void Ask(VisitorSpot spot, DateTimeOffset now, Func<Site, bool> isOpen, bool isAnybodyThere)
    {
        var (site, declined) = (spot.Site.Site, spot.DeclinedAt);
        var hours = isOpen(site);
        InviteRule? Chosen(SiteVisitor visitor) => InviteTiming.Choose(site.Inviting, visitor, declined, now, hours, isAnybodyThere);
        var invited = Invite(spot.Shown.Id, visitor => Chosen(visitor) is not null, (visitor, at) =>
        {
            var rule = Chosen(visitor)!;
            return new Invitation(NewId(), null, site.Name, rule.TextIn(spot.Language), rule.Id, at);
        });
        if (invited is not null) return;
        lock (_gate) spot.LookAt = InviteTiming.NextLook(site.Inviting, spot.Shown, spot.DeclinedAt, now, wereAsked: true);
    }

    /// <summary>One invitation, to the page that is looked at. Null where it may not be now.</summary>
    private SiteVisitor? Invite(long id, Func<SiteVisitor, bool> mayBe, Func<SiteVisitor, DateTimeOffset, Invitation> make)
    {
        var now = time.Instant();
        Invitation invitation;
        VisitorTab front;
        SiteVisitor shown;
        lock (_gate)
        {
            if (!_byId.TryGetValue(id, out var spot) || spot.Front is not { } tab || !mayBe(spot.Shown)) return null;
            (invitation, front) = (make(spot.Shown, now), tab);
            spot.Invitation = invitation;
            spot.LookAt = null;
            shown = spot.Shown = spot.Shown with { Stage = InviteStage.Sent, InvitedAt = now, InvitedBy = invitation.By };
            _all = null;
        }

        front.Tell(invitation);
        Changed?.Invoke();
        return shown;
    }

    private static Refusal? Refused(SiteVisitor visitor) => visitor switch
    {
        { TicketId: { } ticket } => new Refusal("visitor.talks", ticket),
        { Stage: InviteStage.Declined } => new Refusal("visitor.declined"),
        { Stage: not InviteStage.None } => new Refusal("visitor.invited"),
        _ => null,
    };

    private static string NewId() => RandomNumberGenerator.GetHexString(16, lowercase: true);
}
