namespace AgentConsole.Tickets.Conditions;

/// <summary>What a condition can ask about. Text is what the customer wrote just now; Declared what they chose in a form or a program sent.</summary>
public enum ConditionField
{
    Priority = 0, Status = 1, Channel = 2, Team = 3, Assignee = 4, Tags = 5, Tier = 6, Vip = 7, Company = 8, Language = 9, Site = 10,
    Subject = 11, Text = 12, Declared = 13, Created = 14, Waiting = 15, SlaState = 16, Due = 17, LastMessage = 18, Unread = 19, Replied = 20,
    Snoozed = 21,

    /// <summary>A status of the company's own, within its category.</summary>
    OwnStatus = 22,

    /// <summary>A field of the company's own, by its kind; which one is <see cref="FieldTest.FieldId"/>.</summary>
    CustomText = 30, CustomNumber = 31, CustomFlag = 32, CustomChoice = 33, CustomDate = 34,
}

public enum ConditionOperator
{
    AnyOf = 0, NoneOf = 1, AllOf = 2, Contains = 3, ContainsAll = 4, ContainsNone = 5, Before = 6, After = 7,

    /// <summary>The instant lies at least this amount of time back.</summary>
    LongerThan = 8,

    /// <summary>Of what has happened: in the last amount of time. Of what is to come: at most so far ahead, or already past.</summary>
    Within = 9,

    AtLeast = 10, AtMost = 11,
}

/// <summary>What a field holds, which says how its values are written and what can be asked.</summary>
public enum ConditionKind { Id, Name, Ids, Flag, Word, Prose, Instant, Amount, Number, Day }

/// <summary>Who asks. Each can read only what it knows at that time and what does not change by itself.</summary>
public enum ConditionUse { View, Policy, PriorityRule }

/// <summary>The one table of fields: kinds, operators, who may ask.</summary>
public static class ConditionFields
{
    private static readonly IReadOnlyList<ConditionField> s_all = Enum.GetValues<ConditionField>();

    public static IReadOnlyList<ConditionField> All => s_all;

    public static ConditionKind KindOf(ConditionField field) => field switch
    {
        ConditionField.Priority or ConditionField.Team or ConditionField.Assignee or ConditionField.Site or ConditionField.OwnStatus or ConditionField.CustomChoice => ConditionKind.Id,
        ConditionField.Status or ConditionField.Channel or ConditionField.Tier or ConditionField.SlaState => ConditionKind.Name,
        ConditionField.Tags => ConditionKind.Ids,
        ConditionField.Vip or ConditionField.Unread or ConditionField.Replied or ConditionField.Snoozed or ConditionField.CustomFlag => ConditionKind.Flag,
        ConditionField.Subject or ConditionField.Text => ConditionKind.Prose,
        ConditionField.Created or ConditionField.LastMessage or ConditionField.Due => ConditionKind.Instant,
        ConditionField.CustomDate => ConditionKind.Day,
        ConditionField.CustomNumber => ConditionKind.Number,
        ConditionField.Waiting => ConditionKind.Amount,
        _ => ConditionKind.Word,
    };

    /// <summary>The operators a field takes, the usual one first.</summary>
    public static IReadOnlyList<ConditionOperator> OperatorsOf(ConditionField field) => KindOf(field) switch
    {
        ConditionKind.Id or ConditionKind.Name => [ConditionOperator.AnyOf, ConditionOperator.NoneOf],
        ConditionKind.Ids => [ConditionOperator.AnyOf, ConditionOperator.AllOf, ConditionOperator.NoneOf],
        ConditionKind.Flag => [ConditionOperator.AnyOf],
        ConditionKind.Prose => [ConditionOperator.Contains, ConditionOperator.ContainsAll, ConditionOperator.ContainsNone],
        ConditionKind.Instant or ConditionKind.Day => [ConditionOperator.After, ConditionOperator.Before, ConditionOperator.Within, ConditionOperator.LongerThan],
        ConditionKind.Number => [ConditionOperator.AtLeast, ConditionOperator.AtMost, ConditionOperator.AnyOf, ConditionOperator.NoneOf],
        ConditionKind.Amount => [ConditionOperator.LongerThan],
        _ => [ConditionOperator.AnyOf, ConditionOperator.NoneOf, ConditionOperator.Contains, ConditionOperator.ContainsNone],
    };

    public static bool IsOfCustomer(ConditionField field) =>
        field is ConditionField.Tier or ConditionField.Vip or ConditionField.Company or ConditionField.Language;

    /// <summary>True for a field of the company's own.</summary>
    public static bool IsCustom(ConditionField field) => field >= ConditionField.CustomText;

    /// <summary>True for an operator whose value is an amount of time, counted from the instant at which it is asked.</summary>
    public static bool IsRelative(ConditionOperator asked) => asked is ConditionOperator.LongerThan or ConditionOperator.Within;

    /// <summary>
    /// A policy must pick the same tomorrow from the ticket as it is stored, so it reads no text and no clock; a priority rule is asked while the customer
    /// writes, and doesn't read what it decides; a view is asked of what is stored.
    /// </summary>
    public static bool IsOpenTo(ConditionField field, ConditionUse use) => use switch
    {
        ConditionUse.Policy => !IsOfNow(field) && field != ConditionField.Text,
        ConditionUse.PriorityRule => !IsOfNow(field) && field != ConditionField.Priority,
        _ => field != ConditionField.Text,
    };

    /// <summary>What changes by itself or by what is decided from it.</summary>
    private static bool IsOfNow(ConditionField field) => field is ConditionField.Status or ConditionField.Waiting
        or ConditionField.SlaState or ConditionField.Due or ConditionField.LastMessage or ConditionField.Unread or ConditionField.Replied or ConditionField.Snoozed or ConditionField.OwnStatus;

    /// <summary>The operators a field takes where it is asked for this use: what counts from now on is a view's alone.</summary>
    public static IReadOnlyList<ConditionOperator> OperatorsOf(ConditionField field, ConditionUse use) =>
        use == ConditionUse.View ? OperatorsOf(field) : [.. OperatorsOf(field).Where(asked => !IsRelative(asked))];
}
