using AgentConsole.Common;

namespace AgentConsole.Tickets.Life;

/// <summary>What keeps a policy from being used.</summary>
public static class LifePolicyRules
{
    /// <summary>The first thing that is wrong; null where nothing is.</summary>
    public static Refusal? Problem(LifePolicy policy)
    {
        if (!Enum.IsDefined(policy.Reopen)) return new Refusal("life.reopen");
        if (policy.Reopen == ReopenRule.WithinDays && policy.ReopenDays is < 1 or > LifePolicy.MaxDays) return new Refusal("life.days", LifePolicy.MaxDays);
        int?[] amounts = [policy.RemindHours, policy.ResolveHours, policy.CloseHours, policy.CloseNoticeHours];
        if (amounts.Any(hours => hours is < 1 or > LifePolicy.MaxHours)) return new Refusal("life.hours", LifePolicy.MaxHours);
        if (policy is { ResolveHours: not null, RemindHours: null }) return new Refusal("life.reminder_first");
        if (policy is { CloseNoticeHours: not null, CloseHours: null }) return new Refusal("life.close_first");
        if (policy.CloseNoticeHours >= policy.CloseHours) return new Refusal("life.notice_too_early");
        if (policy.ReminderText is { Length: > LifePolicy.MaxReminderLength }) return new Refusal("life.text_too_long", LifePolicy.MaxReminderLength);
        return policy.ReminderText is { } text && !Text.IsStorable(text) ? new Refusal("message.not_text") : null;
    }
}
