using System.Globalization;
using AgentConsole.Console.Controls;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Fields;

namespace AgentConsole.Console.Conditions;

/// <summary>How a group joins its parts.</summary>
public enum GroupKind { All, Any, None }

/// <summary>A part of a condition while a person edits it.</summary>
public abstract class DraftPart
{
    /// <summary>Tells parts apart while they move.</summary>
    public string Key { get; } = $"c{Guid.NewGuid():N}";
}

/// <summary>A group: all, any or none of its parts.</summary>
public sealed class DraftGroup : DraftPart
{
    public GroupKind Kind { get; set; }

    public List<DraftPart> Parts { get; } = [];

    /// <summary>A condition as a group that can be edited; an empty one for none.</summary>
    public static DraftGroup Of(Condition? condition)
    {
        var group = new DraftGroup();
        switch (condition)
        {
            case AllOf all:
                group.Parts.AddRange(all.Of.Select(PartOf));
                break;
            case AnyOf any:
                group.Kind = GroupKind.Any;
                group.Parts.AddRange(any.Of.Select(PartOf));
                break;
            case NotThat { Of: AnyOf any }:
                group.Kind = GroupKind.None;
                group.Parts.AddRange(any.Of.Select(PartOf));
                break;
            case NotThat not:
                group.Kind = GroupKind.None;
                group.Parts.Add(PartOf(not.Of));
                break;
            case not null:
                group.Parts.Add(PartOf(condition));
                break;
        }

        return group;
    }

    /// <summary>The condition it stands for; null where it has no parts, which fits everything.</summary>
    public Condition? ToCondition() => Parts.Count == 0 ? null : ToPart(this);

    private static DraftPart PartOf(Condition condition) => condition is FieldTest test ? DraftTest.Of(test) : Of(condition);

    private static Condition ToPart(DraftPart part) => part switch
    {
        DraftTest test => test.ToTest(),
        DraftGroup { Kind: GroupKind.Any } group => new AnyOf([.. group.Parts.Select(ToPart)]),
        DraftGroup { Kind: GroupKind.None } group => new NotThat(new AnyOf([.. group.Parts.Select(ToPart)])),
        DraftGroup group => new AllOf([.. group.Parts.Select(ToPart)]),
        _ => throw new InvalidOperationException($"No condition is known for {part.GetType().Name}."),
    };
}

/// <summary>One test; its values are kept as the person writes them until they are asked for.</summary>
public sealed class DraftTest : DraftPart
{
    public ConditionField Field { get; private set; }

    /// <summary>Which of the company's own fields; null for the others.</summary>
    public long? FieldId { get; private set; }

    public ConditionOperator Operator { get; set; }

    /// <summary>What was chosen, for fields whose values are chosen.</summary>
    public List<string> Chosen { get; } = [];

    /// <summary>What was written, for fields whose values are written: words with commas between, a date, an amount of time.</summary>
    public string Written { get; set; } = "";

    public bool WholeWords { get; set; } = true;

    public bool IsChosen => ConditionFields.KindOf(Field) is ConditionKind.Id or ConditionKind.Ids or ConditionKind.Name or ConditionKind.Flag;

    /// <summary>True where what is written is an amount of time.</summary>
    public bool IsAmount => ConditionFields.IsRelative(Operator);

    public static DraftTest Of(ConditionField field, long? fieldId = null)
    {
        var test = new DraftTest();
        test.Turn(field, fieldId);
        return test;
    }

    public static DraftTest Of(FieldTest test)
    {
        var draft = Of(test.Field, test.FieldId);
        (draft.Operator, draft.WholeWords) = (test.Operator, test.WholeWords);
        draft.Chosen.Clear();
        if (draft.IsChosen) draft.Chosen.AddRange(test.Values);
        else draft.Written = draft.Read(test.Values);
        return draft;
    }

    /// <summary>Asks another field; what was said of the old one is let go.</summary>
    public void Turn(ConditionField field, long? fieldId = null)
    {
        (Field, FieldId, Operator, Written) = (field, fieldId, ConditionFields.OperatorsOf(field)[0], "");
        Chosen.Clear();
        if (ConditionFields.KindOf(field) == ConditionKind.Flag) Chosen.Add("true");
    }

    /// <summary>Compares in another way; what was written stays where it can mean the same.</summary>
    public void Compare(ConditionOperator asked)
    {
        if (ConditionFields.IsRelative(asked) != IsAmount) Written = "";
        Operator = asked;
    }

    public FieldTest ToTest() => new(Field, Operator, IsChosen ? [.. Chosen] : Values(), ConditionFields.KindOf(Field) == ConditionKind.Prose && WholeWords, FieldId);

    private string[] Values() => ConditionFields.KindOf(Field) switch
    {
        _ when IsAmount => [AmountOf(Written) is { } amount ? amount.ToString("c", CultureInfo.InvariantCulture) : Written],
        ConditionKind.Day => [Written],
        // In whatever way they are written; what is no number is told as it stands.
        ConditionKind.Number => [.. Written.Split([';', '،', '\n', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(number => FieldNumber.ReadWritten(number) is { } read ? FieldNumber.Write(read) : number)],
        // A day begins at midnight in UTC: one instant for everybody.
        ConditionKind.Instant => [$"{Written}T00:00:00Z"],
        _ => Written.Split([',', '،', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    };

    private string Read(IReadOnlyList<string> values) => ConditionFields.KindOf(Field) switch
    {
        _ when IsAmount => TimeSpan.TryParseExact(values[0], "c", CultureInfo.InvariantCulture, out var amount) ? Write(amount) : values[0],
        ConditionKind.Number => string.Join("; ", values),
        ConditionKind.Instant => values[0].Split('T')[0],
        _ => string.Join(", ", values),
    };

    /// <summary>Days are written <c>7d</c>; the rest as <see cref="Amounts"/> has it.</summary>
    private static TimeSpan? AmountOf(string written) =>
        written.Trim() is [.. var days, 'd' or 'D'] && int.TryParse(days, NumberStyles.None, CultureInfo.CurrentCulture, out var count) && count <= 10_000 ? TimeSpan.FromDays(count) : Amounts.Read(written);

    private static string Write(TimeSpan amount) => amount.Ticks % TimeSpan.TicksPerDay == 0 ? string.Create(CultureInfo.InvariantCulture, $"{(int)amount.TotalDays}d") : Amounts.Write(amount);
}
