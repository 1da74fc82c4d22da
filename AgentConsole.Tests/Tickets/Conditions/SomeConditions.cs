using System.Globalization;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Fields;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Tickets.Conditions;

/// <summary>Any conditions that views may have, and any tickets for them to be asked of: few values each, so that they meet.</summary>
internal static class SomeConditions
{
    public const long TextField = 1, NumberField = 2, FlagField = 3, ChoiceField = 4, DateField = 5;

    public static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Words = ["outage", "ODER", "Čebela", "cebela d.o.o.", "متجر", "a"];

    private static readonly string[] Amounts = ["00:00:01", "01:00:00", "1.00:00:00", "30.00:00:00"];

    private static readonly string[] Days = ["2026-03-01", "2026-03-02", "2026-03-03", "2026-04-01", "1999-12-31"];

    private static readonly string[] Numbers = ["0", "-1", "1.5", "1.5001", "99999999999.9999", "-99999999999.9998", "0.1"];

    public static Gen<Condition> Any => Gen.Sized(size => Of(Math.Min(size / 20, 4)));

    public static Gen<FieldTest> Test => Gen.Elements(ConditionFields.All.Where(read => ConditionFields.IsOpenTo(read, ConditionUse.View))).SelectMany(read =>
        from asked in Gen.Elements<ConditionOperator>(ConditionFields.OperatorsOf(read))
        from whole in Gen.Elements(true, false)
        from values in ConditionFields.KindOf(read) is ConditionKind.Flag || IsSingle(read, asked) ? Value(read, asked).ListOf(1) : Gen.Choose(1, 3).SelectMany(count => Value(read, asked).ListOf(count))
        select new FieldTest(read, asked, [.. values], whole, ConditionFields.IsCustom(read) ? (long)read - (long)ConditionField.CustomText + 1 : null));

    public static Gen<(Ticket Ticket, Customer Customer)> TicketOf(long id) =>
        from status in Gen.Elements(Enum.GetValues<TicketStatus>())
        from subject in Gen.Elements(Words).Two()
        from ids in Gen.Choose(0, 3).ListOf(4)
        from tags in Gen.SubListOf(new long[] { 1, 2, 11, 12, 21 })
        from instants in Gen.Choose(-800, 100).ListOf(4)
        from seqs in Gen.Choose(0, 2).ListOf(2)
        from sla in Gen.Elements(SlaState.None, SlaState.OnTrack, SlaState.AtRisk, SlaState.Breached, SlaState.Paused)
        from nothing in Gen.Elements(true, false).ListOf(4)
        from fields in Fields
        from customer in CustomerOf(id)
        let due = Now.AddHours(-instants[3])
        let standing = new TargetStanding(SlaTarget.FirstResponse, sla, Now, null, sla is SlaState.None or SlaState.Paused ? null : due, null, null)
        select (new Ticket
        {
            Id = id,
            Subject = $"{subject.Item1} {subject.Item2}",
            Status = status,
            CustomerId = id,
            PriorityId = ids[0] + 1,
            TeamId = ids[1] == 0 ? null : ids[1],
            AssigneeId = ids[2] == 0 ? null : ids[2],
            SiteId = ids[3] == 0 ? null : ids[3],
            TagIds = [.. tags.Order()],
            Channel = (TicketChannel)(id % 6),
            IsSnoozed = status < TicketStatus.Resolved && seqs[0] == 2,
            StatusId = seqs[1] == 2 ? ids[0] : null,
            Declared = nothing[0] ? null : subject.Item2,
            CreatedAt = Now.AddHours(instants[0]),
            LastMessageAt = Now.AddMinutes(instants[1]),
            WaitingSince = nothing[1] ? null : Now.AddMinutes(instants[2]),
            FirstResponseAt = nothing[2] ? null : Now,
            LastCustomerSeq = seqs[0],
            SeenByAgentSeq = seqs[1],
            Fields = fields,
            Sla = new TicketSla(1, 1, nothing[3] ? [] : [standing]),
        }, customer);

    private static Gen<FieldValues> Fields =>
        from text in Gen.Elements(Words).OrNull()
        from number in Gen.Elements(Numbers).OrNull()
        from flag in Gen.Elements("true", "false").OrNull()
        from choice in Gen.Elements("1", "2", "3").OrNull()
        from day in Gen.Elements(Days).OrNull()
        select FieldValues.None.With(TextField, text).With(NumberField, number).With(FlagField, flag).With(ChoiceField, choice).With(DateField, day);

    private static Gen<Customer> CustomerOf(long id) =>
        from tier in Gen.Elements(Enum.GetValues<CustomerTier>())
        from vip in Gen.Elements(true, false)
        from company in Gen.Elements(Words).OrNull()
        from language in Gen.Elements("sl", "ar-EG", "en").OrNull()
        select new Customer { Id = id, Name = "Maja", Tier = tier, IsVip = vip, Company = company, Language = language, CreatedAt = Now };

    private static Gen<Condition> Of(int depth) => depth == 0
        ? Test.Select(test => (Condition)test)
        : Gen.Frequency(
            (2, Test.Select(test => (Condition)test)),
            (2, Gen.Choose(0, 3).SelectMany(count => Of(depth - 1).ListOf(count)).Select(parts => (Condition)new AllOf([.. parts]))),
            (2, Gen.Choose(1, 3).SelectMany(count => Of(depth - 1).ListOf(count)).Select(parts => (Condition)new AnyOf([.. parts]))),
            (1, Of(depth - 1).Select(part => (Condition)new NotThat(part))));

    private static bool IsSingle(ConditionField field, ConditionOperator asked) =>
        ConditionFields.KindOf(field) is ConditionKind.Instant or ConditionKind.Day or ConditionKind.Amount || asked is ConditionOperator.AtLeast or ConditionOperator.AtMost;

    private static Gen<string> Value(ConditionField field, ConditionOperator asked) => (field, ConditionFields.KindOf(field)) switch
    {
        _ when ConditionFields.IsRelative(asked) => Gen.Elements(Amounts),
        (ConditionField.Status, _) => Gen.Elements(Enum.GetNames<TicketStatus>()),
        (ConditionField.Channel, _) => Gen.Elements(Enum.GetNames<TicketChannel>()),
        (ConditionField.Tier, _) => Gen.Elements(Enum.GetNames<CustomerTier>()),
        (ConditionField.SlaState, _) => Gen.Elements(Enum.GetNames<SlaState>()),
        (ConditionField.Tags, _) => Gen.Elements("1", "2", "11", "12", "21", "99"),
        (ConditionField.Language, _) => Gen.Elements("ar", "sl", "en-GB", "e"),
        (_, ConditionKind.Id) => Gen.Choose(0, 3).Select(id => id.ToString(CultureInfo.InvariantCulture)),
        (_, ConditionKind.Flag) => Gen.Elements("true", "false"),
        (_, ConditionKind.Number) => Gen.Elements(Numbers),
        (_, ConditionKind.Day) => Gen.Elements(Days),
        (_, ConditionKind.Instant) => Gen.Choose(-800, 100).Select(hours => Now.AddHours(hours).ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture)),
        _ => Gen.Elements(Words),
    };
}
