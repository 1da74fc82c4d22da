using System.Globalization;
using System.Resources;
using AgentConsole.People;
using AgentConsole.Tickets.Life;

namespace AgentConsole.Workers;

/// <summary>What a silent customer reads, in the customer's language. A worker has no request culture, so the culture is always named.</summary>
internal static class ReminderWords
{
    private static readonly ResourceManager Resources = new("AgentConsole.Resources.Chat", typeof(ReminderWords).Assembly);

    /// <param name="language">BCP 47; English where it is none of ours.</param>
    public static string Of(LifeStepKind step, LifePolicy policy, string? language)
    {
        var primary = language?.Split('-', 2)[0].ToLowerInvariant();
        var culture = CultureInfo.GetCultureInfo(Languages.IsKnown(primary) ? primary! : "en");
        var (key, hours) = step == LifeStepKind.Remind
            ? (policy.ResolveHours is null ? "Reminder" : "Reminder.Resolve", policy.ResolveHours ?? 0)
            : ("Reminder.Close", policy.CloseNoticeHours ?? 0);
        // Twenty-four hours of opening are no day.
        var inDays = hours % 24 == 0 && !policy.InBusinessTime;
        var amount = inDays ? "Days" : policy.InBusinessTime ? "OpenHours" : "Hours";
        var left = string.Format(culture, Resources.GetString($"Reminder.{amount}", culture)!, inDays ? hours / 24 : hours);
        return string.Format(culture, Resources.GetString(key, culture)!, left);
    }
}
