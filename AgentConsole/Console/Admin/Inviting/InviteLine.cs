using System.Globalization;
using AgentConsole.Sites.Invitations;

namespace AgentConsole.Console.Admin.Inviting;

/// <summary>What became of one rule's invitations, or of those by hand.</summary>
public sealed record InviteLine(int RuleId, string Name, int Shown, int Accepted, int Declined, int Wrote)
{
    /// <summary>By hand first, then as the rules stand; rules that are gone keep what they did.</summary>
    public static IReadOnlyList<InviteLine> Of(IReadOnlyList<InviteCount> counts, IReadOnlyList<InviteRule> rules, string byHand, Func<int, string> gone)
    {
        var order = rules.Select(rule => rule.Id).Prepend(0).ToList();
        return
        [
            .. counts.GroupBy(count => count.RuleId).OrderBy(group => order.IndexOf(group.Key) is >= 0 and var place ? place : int.MaxValue).ThenBy(group => group.Key)
                .Select(group => new InviteLine(
                    group.Key, group.Key == 0 ? byHand : rules.FirstOrDefault(rule => rule.Id == group.Key)?.Name ?? gone(group.Key),
                    group.Sum(count => count.Shown), group.Sum(count => count.Accepted), group.Sum(count => count.Declined), group.Sum(count => count.Wrote))),
        ];
    }
}

/// <summary>One day of all of a site's invitations.</summary>
/// <param name="Day">The day of the month, for the chart: of fewer days than a month has, none comes twice.</param>
public sealed record InviteDay(string Day, int Shown, int Accepted, int Wrote)
{
    /// <summary>Every day of a time, those on which nothing happened too.</summary>
    public static IReadOnlyList<InviteDay> Of(IReadOnlyList<InviteCount> counts, DateOnly since, int days)
    {
        var byDay = counts.ToLookup(count => count.Day);
        return
        [
            .. Enumerable.Range(0, days).Select(since.AddDays).Select(day => new InviteDay(
                day.Day.ToString(CultureInfo.CurrentCulture), byDay[day].Sum(count => count.Shown), byDay[day].Sum(count => count.Accepted), byDay[day].Sum(count => count.Wrote))),
        ];
    }
}
