using AgentConsole.Sites.Visitors;

namespace AgentConsole.Sites.Invitations;

/// <summary>Whom a site's rules invite, and when they are to be asked. Pure.</summary>
public static class InviteTiming
{
    /// <summary>Who has declined is left alone by rules for at least so many days.</summary>
    public const int DaysAfterDeclining = 30;

    /// <summary>Where a rule waits for the office to open or somebody to come, it is asked again after this.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    /// <summary>When the rules are to be asked about a visitor who stays on the page; null where none will ever say yes.</summary>
    /// <param name="wereAsked">They were, just now, and nobody was invited.</param>
    public static DateTimeOffset? NextLook(SiteInviting inviting, SiteVisitor visitor, DateTimeOffset? declinedAt, DateTimeOffset now, bool wereAsked = false)
    {
        if (!MayBeAsked(inviting, visitor, declinedAt, now)) return null;
        DateTimeOffset? first = null;
        foreach (var rule in inviting.Rules)
        {
            if (!Concerns(rule, visitor)) continue;
            var at = visitor.PageAt + TimeSpan.FromSeconds(rule.Seconds);
            if (wereAsked && at <= now) at = now + Again;
            if (first is null || at < first) first = at;
        }

        return first;
    }

    /// <summary>The first rule that invites now; null where none does.</summary>
    public static InviteRule? Choose(SiteInviting inviting, SiteVisitor visitor, DateTimeOffset? declinedAt, DateTimeOffset now, bool isOpen, bool isAnybodyThere)
    {
        if (!MayBeAsked(inviting, visitor, declinedAt, now)) return null;
        return inviting.Rules.FirstOrDefault(rule =>
            Concerns(rule, visitor) && visitor.PageAt + TimeSpan.FromSeconds(rule.Seconds) <= now && (!rule.InHours || isOpen) && (!rule.IfOnline || isAnybodyThere));
    }

    private static bool MayBeAsked(SiteInviting inviting, SiteVisitor visitor, DateTimeOffset? declinedAt, DateTimeOffset now) =>
        inviting.IsOn && visitor is { IsAway: false, TicketId: null, Stage: InviteStage.None }
        && (visitor.InvitedAt is not { } invited || now - invited >= TimeSpan.FromDays(inviting.EveryDays))
        && (declinedAt is not { } declined || now - declined >= TimeSpan.FromDays(Math.Max(inviting.EveryDays, DaysAfterDeclining)));

    private static bool Concerns(InviteRule rule, SiteVisitor visitor) => !rule.IsOff && visitor.Visits >= rule.Visits && rule.Fits(visitor.Page);
}
