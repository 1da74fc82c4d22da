using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Tests.Console.Inbox;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Inbox;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;

namespace AgentConsole.Tests.Tickets.Inbox;

public sealed class InboxWeightsTests
{
    private static readonly DateTimeOffset Noon = SomeRow.Noon;
    private static readonly InboxWeights Weights = new(new WeightOptions { LongestWait = TimeSpan.FromHours(4) }, id => id switch { PriorityLevel.UrgentId => "Urgent", PriorityLevel.HighId => "High", 9 => "Refund", _ => "Normal" });

    private static readonly InboxRow Plain = SomeRow.With() with { PriorityId = PriorityLevel.NormalId, CustomerTier = CustomerTier.Standard, CustomerIsVip = false, WaitingSince = null, DueAt = Noon };

    public static TheoryData<InboxRow, string> Places => new()
    {
        { Plain, "12:00" },
        { Plain with { PriorityId = PriorityLevel.HighId }, "11:00 Priority 60" },
        { Plain with { PriorityId = PriorityLevel.HighId, CustomerTier = CustomerTier.Gold }, "10:00 Priority 60 Tier 60" },
        { Plain with { PriorityId = PriorityLevel.UrgentId, CustomerTier = CustomerTier.Platinum, CustomerIsVip = true }, "05:00 Priority 240 Tier 120 Vip 60" },
        { Plain with { PriorityId = 9 }, "12:00" }, // a level that nobody weighed
        { Plain with { WaitingSince = Noon.AddHours(-3) }, "12:00" }, // it is due before the longest wait ends
        { Plain with { WaitingSince = Noon.AddHours(-5) }, "11:00 Waiting 60" },
        { Plain with { WaitingSince = Noon.AddHours(-5), CustomerIsVip = true }, "10:00 Vip 60 Waiting 60" },
        { Plain with { DueAt = null, WaitingSince = Noon.AddHours(-5) }, "11:00" },
        { Plain with { DueAt = null }, "never" },
        { Plain with { DueAt = null, CustomerIsVip = true }, "never" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void A_due_instant_is_brought_forward_by_named_boosts(InboxRow row, string place)
    {
        var explained = Weights.Explain(row);
        var told = string.Concat(explained.Boosts.Select(boost => $" {boost.Kind} {boost.By.TotalMinutes}"));
        Assert.Equal(place, explained.At is { } at ? $"{at:HH:mm}{told}" : "never");
    }

    [Fact]
    public void What_is_explained_is_what_is_sorted_by() =>
        Prop.ForAll(AnyRow.ToArbitrary(), row =>
        {
            var key = Weights.KeyOf(Unix(row.DueAt), Unix(row.WaitingSince), row.PriorityId, row.CustomerTier, row.CustomerIsVip);
            var place = Weights.Explain(row);
            Assert.Equal(key, Unix(place.At));
            Assert.Equal(place.Forward, place.Boosts.Aggregate(TimeSpan.Zero, (sum, boost) => sum + boost.By));
            Assert.All(place.Boosts, boost => Assert.True(boost.By > TimeSpan.Zero));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_weights_are_the_companys_own()
    {
        var problems = new ConfigurationProblems();
        var options = problems.Read<WeightOptions>(Settings(("Inbox:PriorityBoost:Refund", "02:00:00"), ("Inbox:TierBoost:Gold", "00:10:00"), ("Inbox:LongestWait", "01:00:00")), WeightOptions.Section);
        options.Check(problems);
        Assert.Empty(problems.All);
        var weights = new InboxWeights(options, _ => "Refund");
        var place = weights.Explain(Plain with { CustomerTier = CustomerTier.Gold, WaitingSince = Noon.AddHours(-1.5) });
        Assert.Equal([new Boost(BoostKind.Priority, TimeSpan.FromHours(2)), new Boost(BoostKind.Tier, TimeSpan.FromMinutes(10)), new Boost(BoostKind.Waiting, TimeSpan.FromMinutes(30))], place.Boosts);
    }

    [Theory]
    [InlineData("Inbox:VipBoost", "-00:01:00")]
    [InlineData("Inbox:PriorityBoost:Urgent", "31.00:00:00")]
    [InlineData("Inbox:TierBoost:Tin", "00:10:00")]
    [InlineData("Inbox:Vip", "00:10:00")]
    [InlineData("Inbox:LongestWait", "soon")]
    public void A_weight_that_can_not_be_is_said(string setting, string value)
    {
        var problems = new ConfigurationProblems();
        problems.Read<WeightOptions>(Settings((setting, value)), WeightOptions.Section).Check(problems);
        Assert.Single(problems.All);
    }

    private static Gen<InboxRow> AnyRow =>
        from due in Instant
        from since in Instant
        from priority in Gen.Elements(PriorityLevel.LowId, PriorityLevel.NormalId, PriorityLevel.HighId, PriorityLevel.UrgentId, 9)
        from tier in Gen.Elements(Enum.GetValues<CustomerTier>())
        from vip in Gen.Elements(true, false)
        select Plain with { DueAt = due, WaitingSince = since, PriorityId = priority, CustomerTier = tier, CustomerIsVip = vip };

    private static Gen<DateTimeOffset?> Instant => Gen.Frequency(
        (1, Gen.Constant((DateTimeOffset?)null)), (4, Gen.Choose(-20_000, 20_000).Select(minutes => (DateTimeOffset?)Noon.AddMinutes(minutes))));

    private static long Unix(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds() ?? TicketFacts.Never;

    private static IConfiguration Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build();
}
