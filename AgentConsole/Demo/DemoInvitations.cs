using AgentConsole.Data;
using AgentConsole.Sites.Invitations;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Demo;

/// <summary>The shop has its visitors seen and invites some, and has done so for two weeks.</summary>
internal static class DemoInvitations
{
    private const int Days = 14;

    public static SiteInviting Rules { get; } = new()
    {
        IsOn = true,
        NextId = 3,
        Rules =
        [
            new InviteRule
            {
                Id = 1, Name = "At the checkout", Test = PageTest.Contains, Page = "/checkout", Seconds = 45, Text = "Is something in the way of your order? We can help.",
                Ar = "هل يعيق شيء إتمام طلبك؟ يمكننا مساعدتك.", Sl = "Je pri naročilu kaj narobe? Lahko pomagamo.",
            },
            new InviteRule
            {
                Id = 2, Name = "Looks at tents again", Test = PageTest.Contains, Page = "/tents", Seconds = 60, Visits = 2, InHours = true, Text = "Which trip is the tent for? We know them all by name.",
                Ar = "لأي رحلة تريد الخيمة؟ نعرفها جميعًا.", Sl = "Za kakšen izlet je šotor? Poznamo vse.",
            },
        ],
    };

    /// <summary>What became of them; the same seed on the same day makes the same numbers. Nothing where there are some.</summary>
    public static async Task CountAsync(DeskDb db, long siteId, DateOnly today, Dice dice, CancellationToken cancellationToken)
    {
        if (await db.Set<InviteCount>().AnyAsync(cancellationToken)) return;
        for (var day = today.AddDays(-Days); day < today; day = day.AddDays(1))
        {
            foreach (var (rule, most) in ((int, int)[])[(0, 12), (1, 30), (2, 22)])
            {
                var shown = dice.Between(most / 2, most + 1);
                var accepted = (int)(shown * dice.Between(0.08, rule == 0 ? 0.45 : 0.25));
                db.Add(new InviteCount
                {
                    SiteId = siteId,
                    RuleId = rule,
                    Day = day,
                    Shown = shown,
                    Accepted = accepted,
                    Declined = (int)((shown - accepted) * dice.Between(0.2, 0.5)),
                    Wrote = (int)(accepted * dice.Between(0.6, 1)),
                });
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
