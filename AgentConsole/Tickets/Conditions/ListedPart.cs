namespace AgentConsole.Tickets.Conditions;

/// <summary>
/// As much of a condition as what the inbox keeps of a ticket can answer: it holds for every ticket that fits, and where it does not the database need not be asked. What only the database
/// knows may be either, on both sides of a negation.
/// </summary>
internal static class ListedPart
{
    public static Func<ConditionFacts, bool> Of(Condition condition) => Part(condition, negated: false) ?? (_ => true);

    /// <summary>Null where it may be true of any ticket.</summary>
    private static Func<ConditionFacts, bool>? Part(Condition condition, bool negated) => condition switch
    {
        AllOf all => negated ? One(all.Of, negated) : Each(all.Of, negated),
        AnyOf any => negated ? Each(any.Of, negated) : One(any.Of, negated),
        NotThat not => Part(not.Of, !negated),
        FieldTest test when ConditionFacts.IsListed(test.Field) => Test(test, negated),
        _ => null,
    };

    private static Func<ConditionFacts, bool> Test(FieldTest test, bool negated)
    {
        var fits = FieldTests.Compile(test);
        return negated ? facts => !fits(facts) : fits;
    }

    private static Func<ConditionFacts, bool>? Each(IReadOnlyList<Condition> of, bool negated)
    {
        Func<ConditionFacts, bool>[] known = [.. of.Select(part => Part(part, negated)).OfType<Func<ConditionFacts, bool>>()];
        if (known.Length <= 1) return known.FirstOrDefault();
        return facts =>
        {
            foreach (var fits in known) if (!fits(facts)) return false;
            return true;
        };
    }

    private static Func<ConditionFacts, bool>? One(IReadOnlyList<Condition> of, bool negated)
    {
        Func<ConditionFacts, bool>?[] parts = [.. of.Select(part => Part(part, negated))];
        if (Array.Exists(parts, part => part is null)) return null;
        return facts =>
        {
            foreach (var fits in parts) if (fits!(facts)) return true;
            return false;
        };
    }
}
