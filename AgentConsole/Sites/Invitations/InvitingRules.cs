using AgentConsole.Common;
using AgentConsole.People.Identity;

namespace AgentConsole.Sites.Invitations;

/// <summary>What invitations and their rules must be. Pure.</summary>
public static class InvitingRules
{
    /// <summary>All that is wrong with a rule, by its fields' names.</summary>
    public static IReadOnlyList<FieldRefusal> Check(InviteRule rule)
    {
        var wrong = new List<FieldRefusal>();
        if (string.IsNullOrWhiteSpace(rule.Name) || rule.Name.Trim().Length > InviteRule.MaxNameLength || !Text.IsStorable(rule.Name))
            wrong.Add(new(nameof(InviteRule.Name), new Refusal("invite.rule_name", InviteRule.MaxNameLength)));
        if (rule.Page.Length > InviteRule.MaxPageLength || !Text.IsStorable(rule.Page) || (rule.Test != PageTest.Any && string.IsNullOrWhiteSpace(rule.Page)) || !Enum.IsDefined(rule.Test))
            wrong.Add(new(nameof(InviteRule.Page), new Refusal("invite.rule_page", InviteRule.MaxPageLength)));
        if (rule.Seconds is < 0 or > InviteRule.MaxSeconds) wrong.Add(new(nameof(InviteRule.Seconds), new Refusal("invite.rule_seconds", InviteRule.MaxSeconds)));
        if (rule.Visits is < 1 or > InviteRule.MaxVisits) wrong.Add(new(nameof(InviteRule.Visits), new Refusal("invite.rule_visits", InviteRule.MaxVisits)));
        if (Words(rule.Text) is { } text) wrong.Add(new(nameof(InviteRule.Text), text));
        else if (new[] { rule.En, rule.Ar, rule.Sl }.Where(own => own.Length > 0).Select(Words).FirstOrDefault(refusal => refusal is not null) is { } other)
            wrong.Add(new(nameof(InviteRule.Text), other));
        return wrong;
    }

    /// <summary>The first thing that is wrong with all of it; null where nothing is.</summary>
    public static Refusal? Check(SiteInviting inviting)
    {
        if (inviting.EveryDays is < 1 or > SiteInviting.MostDays) return new Refusal("invite.days", SiteInviting.MostDays);
        if (inviting.Rules.Count > SiteInviting.MaxRules) return new Refusal("invite.too_many_rules", SiteInviting.MaxRules);
        return inviting.Rules.SelectMany(Check).FirstOrDefault()?.Refusal;
    }

    /// <summary>What is wrong with the words of an invitation; null where nothing is.</summary>
    public static Refusal? Words(string text) => text switch
    {
        _ when string.IsNullOrWhiteSpace(text) => new Refusal("invite.text_empty"),
        { Length: > InviteRule.MaxTextLength } => new Refusal("invite.text_too_long", InviteRule.MaxTextLength),
        _ when !Text.IsStorable(text) => new Refusal("site.not_text"),
        _ => null,
    };

    /// <summary>As it is stored: nothing around the texts, and a number of its own.</summary>
    public static SiteInviting Stored(SiteInviting inviting)
    {
        var next = Math.Max(inviting.NextId, inviting.Rules.Select(rule => rule.Id + 1).DefaultIfEmpty(1).Max());
        var rules = new List<InviteRule>();
        foreach (var rule in inviting.Rules)
        {
            rules.Add(rule with
            {
                Id = rule.Id > 0 ? rule.Id : next++,
                Name = rule.Name.Trim(),
                Page = rule.Test == PageTest.Any ? "" : rule.Page.Trim(),
                Text = rule.Text.Trim(),
                En = rule.En.Trim(),
                Ar = rule.Ar.Trim(),
                Sl = rule.Sl.Trim(),
            });
        }

        return inviting with { NextId = next, Rules = rules };
    }
}
