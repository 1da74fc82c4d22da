using AgentConsole.Common;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tickets.Tags;

/// <summary>Names the other tag wherever a feature's conditions name the first: of two tags one was made. Each feature whose conditions can name tags registers one.</summary>
/// <param name="by">Whose doing it is, by name.</param>
public delegate Task TagFollower(long old, long into, DateTimeOffset at, string by, CancellationToken cancellationToken);

/// <summary>Conditions that name a tag.</summary>
public static class TaggedConditions
{
    private const int Tries = 4;

    /// <summary>The condition with one tag in the place of another; the same object where it doesn't name it.</summary>
    public static Condition With(Condition condition, long old, long into)
    {
        switch (condition)
        {
            case AllOf all:
                return Parts(all.Of, old, into) is { } changed ? new AllOf(changed) : all;
            case AnyOf any:
                return Parts(any.Of, old, into) is { } others ? new AnyOf(others) : any;
            case NotThat not:
                return With(not.Of, old, into) is var part && ReferenceEquals(part, not.Of) ? not : new NotThat(part);
            case FieldTest { Field: ConditionField.Tags } test when test.Values.Contains(Value(old), StringComparer.Ordinal):
                return test with { Values = [.. test.Values.Select(value => value == Value(old) ? Value(into) : value).Distinct(StringComparer.Ordinal)] };
            default:
                return condition;
        }
    }

    /// <summary>Saves again where somebody else was quicker.</summary>
    public static async Task SaveAsync<T>(Func<Task<Outcome<T>>> save) where T : notnull
    {
        for (var tries = 1; tries < Tries && !(await save()).Succeeded; tries++)
        {
        }
    }

    private static List<Condition>? Parts(IReadOnlyList<Condition> parts, long old, long into)
    {
        var changed = parts.Select(part => With(part, old, into)).ToList();
        return changed.Zip(parts).Any(pair => !ReferenceEquals(pair.First, pair.Second)) ? changed : null;
    }

    private static string Value(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
