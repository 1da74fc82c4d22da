using AgentConsole.People;
using AgentConsole.Rules;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Demo;

/// <summary>What the demonstration's company promises: its hours, a priority of its own, the rules that give priorities, and two policies.</summary>
internal static class DemoPolicies
{
    public const string RefundLevel = "Refund request";

    /// <summary>Every day from five in the morning to one at night: whenever somebody looks, some clock runs. But for a few days in the year.</summary>
    public static BusinessCalendar ShopHours { get; } = SlaDefaults.Calendar("Europe/Ljubljana") with
    {
        Name = "Shop hours",
        Week = Enum.GetValues<DayOfWeek>().ToDictionary(day => day, IReadOnlyList<OpenInterval> (_) => [OpenInterval.Hours(5, 1)]),
        Holidays =
        [
            new Holiday(new DateOnly(2026, 1, 1), "New Year's Day", Yearly: true),
            new Holiday(new DateOnly(2026, 2, 8), "Prešeren Day", Yearly: true),
            new Holiday(new DateOnly(2026, 4, 6), "Easter Monday", Yearly: true) { Easter = new MovingFeast(1) },
            new Holiday(new DateOnly(2026, 5, 1), "Labour Day", Yearly: true),
            new Holiday(new DateOnly(2026, 12, 24), "Christmas Eve", Yearly: true, [OpenInterval.Hours(13, 24)]),
            new Holiday(new DateOnly(2026, 12, 25), "Christmas Day", Yearly: true),
            new Holiday(new DateOnly(2026, 12, 31), "New Year's Eve", Yearly: true, [OpenInterval.Hours(13, 24)]),
        ],
    };

    /// <summary>The levels there are, with the company's own between Normal and High.</summary>
    public static IReadOnlyList<PriorityLevel> Levels(IReadOnlyList<PriorityLevel> stored) => stored.Any(level => level.Name == RefundLevel) ? stored :
    [
        .. stored.TakeWhile(level => level.Id != PriorityLevel.NormalId),
        new PriorityLevel(0, RefundLevel, 0, "#8a5a00", PriorityMark.Diamond),
        .. stored.SkipWhile(level => level.Id != PriorityLevel.NormalId),
    ];

    public static IReadOnlyList<PriorityRule> Rules(int refundId) =>
    [
        new(0, "Outages", Words(ConditionField.Text, "outage", "everything is down", "nothing works", "ne deluje nič", "انقطاع"), PriorityLevel.UrgentId),
        new(0, "Refunds", new AnyOf([Words(ConditionField.Subject, s_refund), Words(ConditionField.Text, s_refund)]), refundId),
        new(0, "VIP who declared a problem", new AllOf([IsVip, new FieldTest(ConditionField.Declared, ConditionOperator.AnyOf, ["problem"])]), PriorityLevel.HighId),
    ];

    /// <summary>The policy for those who pay for more, then the one for the rest.</summary>
    public static IReadOnlyList<SlaPolicy> Policies(int refundId)
    {
        var standard = Promising(SlaDefaults.Policy(), refundId);
        return
        [
            standard,
            standard with
            {
                Id = SlaDefaults.PolicyId + 1,
                Name = "VIP and Platinum",
                IsDefault = false,
                When = new AnyOf([IsVip, new FieldTest(ConditionField.Tier, ConditionOperator.AnyOf, [nameof(CustomerTier.Platinum)])]),
                Promises = standard.Promises.ToDictionary(level => level.Key, level => (IReadOnlyList<SlaPromise>)[.. level.Value.Select(Halved)]),
                Escalations =
                [
                    new SlaEscalation(1, SlaState.AtRisk, TimeSpan.Zero, [new(EscalationKind.NotifyAssignee), new(EscalationKind.NotifyTeam)]),
                    new SlaEscalation(2, SlaState.Breached, TimeSpan.Zero, [new(EscalationKind.NotifySupervisors)], AtAnyHour: true),
                    new SlaEscalation(3, SlaState.Breached, TimeSpan.FromHours(1), [new(EscalationKind.RaisePriority)], SlaTarget.FirstResponse),
                ],
            },
        ];
    }

    /// <summary>Whom the second policy is for.</summary>
    public static bool IsForVip(DemoCustomer customer) => customer.IsVip || customer.Tier == CustomerTier.Platinum;

    private static FieldTest IsVip { get; } = new(ConditionField.Vip, ConditionOperator.AnyOf, ["true"]);

    private static readonly string[] s_refund = ["refund", "money back", "vračilo", "استرداد"];

    private static FieldTest Words(ConditionField field, params string[] words) => new(field, ConditionOperator.Contains, words);

    /// <summary>The company's own level: answered as quickly as Normal, resolved in half the time.</summary>
    private static SlaPolicy Promising(SlaPolicy policy, int refundId)
    {
        var normal = policy.Promises[PriorityLevel.NormalId];
        return policy with
        {
            Promises = new Dictionary<int, IReadOnlyList<SlaPromise>>(policy.Promises)
            {
                [refundId] = [.. normal.Select(promise => promise.Target is SlaTarget.FirstResolution ? Halved(promise) : promise)],
            },
        };
    }

    private static SlaPromise Halved(SlaPromise promise) => promise with { Amount = Half(promise.Amount), WarnBefore = Half(promise.WarnBefore) };

    private static TimeSpan Half(TimeSpan amount) => TimeSpan.FromMinutes(Math.Ceiling(amount.TotalMinutes / 2));
}
