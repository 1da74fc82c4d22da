namespace AgentConsole.Tickets.Conditions;

/// <summary>Tests whose answer changes as time passes: how far an instant lies from now.</summary>
internal static class RelativeTests
{
    public static Func<ConditionFacts, bool> Compile(FieldTest test)
    {
        var (amount, instant) = (FieldTests.Amount(test.Values[0]), InstantOf(test));
        if (test.Operator == ConditionOperator.LongerThan) return facts => facts.Now - instant(facts) >= amount;
        return IsAhead(test.Field) ? facts => instant(facts) - facts.Now <= amount : facts => facts.Now - instant(facts) <= amount;
    }

    /// <summary>When the test's answer changes by itself; an instant in the past where it did already.</summary>
    public static Func<ConditionFacts, DateTimeOffset?> TurnOf(FieldTest test)
    {
        var (amount, instant) = (FieldTests.Amount(test.Values[0]), InstantOf(test));
        if (test.Operator == ConditionOperator.LongerThan) return facts => instant(facts) + amount;
        // The last millisecond of 'within' still fits.
        return IsAhead(test.Field) ? facts => instant(facts) - amount : facts => instant(facts) + amount + TimeSpan.FromMilliseconds(1);
    }

    /// <summary>What lies ahead as a rule; the others have happened.</summary>
    public static bool IsAhead(ConditionField field) => field is ConditionField.Due or ConditionField.CustomDate;

    public static Func<ConditionFacts, DateTimeOffset?> InstantOf(FieldTest test) => test.Field switch
    {
        ConditionField.Waiting => facts => facts.WaitingSince,
        ConditionField.Due => facts => facts.DueAt,
        ConditionField.Created => facts => facts.Ticket.CreatedAt,
        ConditionField.LastMessage => facts => facts.Ticket.LastMessageAt,
        ConditionField.CustomDate => facts => facts.Ticket.Fields[test.FieldId] is { } day ? FieldTests.Day(day) : null,
        _ => throw new FormatException($"{test.Field} is no instant."),
    };
}
