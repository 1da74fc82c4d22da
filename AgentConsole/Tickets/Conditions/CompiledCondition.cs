namespace AgentConsole.Tickets.Conditions;

/// <summary>A condition made ready to be asked often: values read and folded once, nothing allocated by asking.</summary>
public sealed class CompiledCondition
{
    private readonly Func<ConditionFacts, bool> _fits;
    private readonly Condition _condition;

    private readonly Func<ConditionFacts, DateTimeOffset?>[] _turns;

    private CompiledCondition(Condition condition)
    {
        (_condition, _fits, MayFit) = (condition, Compile(condition), ListedPart.Of(condition));
        _turns = [.. Tests(condition).Where(test => ConditionFields.IsRelative(test.Operator)).Select(RelativeTests.TurnOf)];
        IsOfListed = Tests(condition).All(test => ConditionFacts.IsListed(test.Field));
    }

    public Condition Condition => _condition;

    /// <exception cref="FormatException">A value can't be read; <see cref="ConditionRules"/> says which before anything is stored.</exception>
    public static CompiledCondition Of(Condition condition) => new(condition);

    /// <summary>True where it asks about the customer, so that others need not be read.</summary>
    public bool ReadsCustomer => Tests(_condition).Any(test => ConditionFields.IsOfCustomer(test.Field));

    public bool Fits(ConditionFacts facts) => _fits(facts);

    /// <summary>The next instant at which it may fit or not without anything being changed; null where time alone changes nothing.</summary>
    public DateTimeOffset? NextTurn(ConditionFacts facts)
    {
        DateTimeOffset? next = null;
        foreach (var turn in _turns) if (turn(facts) is { } at && at > facts.Now && (next is null || at < next)) next = at;
        return next;
    }

    /// <summary>True where time alone can make it fit.</summary>
    public bool TurnsByItself => _turns.Length > 0;

    /// <summary>True where what the inbox keeps of each ticket is enough to answer.</summary>
    internal bool IsOfListed { get; }

    /// <summary>False where what the inbox keeps of a ticket is enough to know that it does not fit now. The answer itself where <see cref="IsOfListed"/>.</summary>
    internal Func<ConditionFacts, bool> MayFit { get; }

    /// <summary>The tests that made it fit, in the order in which they stand: of an 'any' the first that held. Nothing for what only does not hold.</summary>
    public IReadOnlyList<ConditionFinding> Findings(ConditionFacts facts)
    {
        var findings = new List<ConditionFinding>();
        Collect(_condition, facts, findings);
        return findings;
    }

    /// <summary>Every test in a condition, in order.</summary>
    public static IEnumerable<FieldTest> Tests(Condition condition) => condition switch
    {
        FieldTest test => [test],
        AllOf all => all.Of.SelectMany(Tests),
        AnyOf any => any.Of.SelectMany(Tests),
        NotThat not => Tests(not.Of),
        _ => [],
    };

    private static void Collect(Condition condition, ConditionFacts facts, List<ConditionFinding> findings)
    {
        switch (condition)
        {
            case FieldTest { Operator: ConditionOperator.AnyOf or ConditionOperator.Contains, Values.Count: > 1 } test:
                // Of several values only those that were found are the reason.
                findings.Add(new(test.Field, test.Operator, [.. test.Values.Where(value => Compile(test with { Values = [value] })(facts))], test.FieldId));
                break;
            case FieldTest test:
                findings.Add(new(test.Field, test.Operator, test.Values, test.FieldId));
                break;
            case AllOf all:
                foreach (var part in all.Of) Collect(part, facts, findings);
                break;
            case AnyOf any when any.Of.FirstOrDefault(part => Compile(part)(facts)) is { } held:
                Collect(held, facts, findings);
                break;
        }
    }

    private static Func<ConditionFacts, bool> Compile(Condition condition)
    {
        switch (condition)
        {
            case AllOf { Of: [var only] }:
                return Compile(only);
            case AllOf all:
                Func<ConditionFacts, bool>[] each = [.. all.Of.Select(Compile)];
                return facts =>
                {
                    foreach (var fits in each) if (!fits(facts)) return false;
                    return true;
                };
            case AnyOf any:
                Func<ConditionFacts, bool>[] one = [.. any.Of.Select(Compile)];
                return facts =>
                {
                    foreach (var fits in one) if (fits(facts)) return true;
                    return false;
                };
            case NotThat not:
                var inner = Compile(not.Of);
                return facts => !inner(facts);
            default:
                return FieldTests.Compile((FieldTest)condition);
        }
    }
}
