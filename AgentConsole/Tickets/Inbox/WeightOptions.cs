using AgentConsole.Common;
using AgentConsole.People;

namespace AgentConsole.Tickets.Inbox;

/// <summary>By how much the weighted order brings a due instant forward: section <c>Inbox</c>. Each amount is 0 to 30 days.</summary>
public sealed class WeightOptions
{
    public const string Section = "Inbox";

    private static readonly TimeSpan Most = TimeSpan.FromDays(30);

    /// <summary>By the priority level's name; levels that are not named bring nothing forward.</summary>
    public Dictionary<string, TimeSpan> PriorityBoost { get; } = new(StringComparer.OrdinalIgnoreCase) { ["Urgent"] = TimeSpan.FromHours(4), ["High"] = TimeSpan.FromHours(1) };

    /// <summary>By the customer's tier.</summary>
    public Dictionary<string, TimeSpan> TierBoost { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(CustomerTier.Silver)] = TimeSpan.FromMinutes(30),
        [nameof(CustomerTier.Gold)] = TimeSpan.FromHours(1),
        [nameof(CustomerTier.Platinum)] = TimeSpan.FromHours(2),
    };

    public TimeSpan VipBoost { get; set; } = TimeSpan.FromHours(1);

    /// <summary>A customer who waits comes at the latest so long after the wait began, whatever was promised.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromDays(1);

    public void Check(ConfigurationProblems problems)
    {
        foreach (var (name, boost) in PriorityBoost) Check(problems, $"{nameof(PriorityBoost)}:{name}", boost);
        foreach (var (tier, boost) in TierBoost)
        {
            if (!Enum.TryParse<CustomerTier>(tier, ignoreCase: true, out _))
                problems.Add($"{Section}:{nameof(TierBoost)}:{tier}", $"there is no such tier. Give one of {string.Join(", ", Enum.GetNames<CustomerTier>())}.");
            Check(problems, $"{nameof(TierBoost)}:{tier}", boost);
        }

        Check(problems, nameof(VipBoost), VipBoost);
        Check(problems, nameof(LongestWait), LongestWait);
    }

    private static void Check(ConfigurationProblems problems, string setting, TimeSpan amount)
    {
        if (amount < TimeSpan.Zero || amount > Most) problems.Add($"{Section}:{setting}", $"{amount} can't be used. Give 00:00:00 to 30.00:00:00.");
    }
}
