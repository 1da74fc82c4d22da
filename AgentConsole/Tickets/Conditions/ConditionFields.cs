namespace AgentConsole.Tickets.Conditions;

/// <summary>What a condition can ask about. Text is what the customer wrote just now; Declared what they chose in a form or a program sent.</summary>
public enum ConditionField
{
    Priority = 0, Status = 1, Channel = 2, Team = 3, Assignee = 4, Tags = 5, Tier = 6, Vip = 7, Company = 8, Language = 9, Site = 10,
    Subject = 11, Text = 12, Declared = 13, Created = 14, Waiting = 15,
}

public enum ConditionOperator
{
    AnyOf = 0, NoneOf = 1, AllOf = 2, Contains = 3, ContainsAll = 4, ContainsNone = 5, Before = 6, After = 7, LongerThan = 8,
}

/// <summary>What a field holds, which says how its values are written and what can be asked.</summary>
public enum ConditionKind { Id, Name, Ids, Flag, Word, Prose, Instant, Amount }

/// <summary>Who asks. Each can read only what it knows at that time and what does not change by itself.</summary>
public enum ConditionUse { View, Policy, PriorityRule }

/// <summary>The one table of fields: kinds, operators, who may ask.</summary>
public static class ConditionFields
{
    private static readonly IReadOnlyList<ConditionField> s_all = Enum.GetValues<ConditionField>();

    public static IReadOnlyList<ConditionField> All => s_all;

    public static ConditionKind KindOf(ConditionField field) => field switch
    {
        ConditionField.Priority or ConditionField.Team or ConditionField.Assignee or ConditionField.Site => ConditionKind.Id,
        ConditionField.Status or ConditionField.Channel or ConditionField.Tier => ConditionKind.Name,
        ConditionField.Tags => ConditionKind.Ids,
        ConditionField.Vip => ConditionKind.Flag,
        ConditionField.Subject or ConditionField.Text => ConditionKind.Prose,
        ConditionField.Created => ConditionKind.Instant,
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
        ConditionKind.Instant => [ConditionOperator.After, ConditionOperator.Before],
        ConditionKind.Amount => [ConditionOperator.LongerThan],
        _ => [ConditionOperator.AnyOf, ConditionOperator.NoneOf, ConditionOperator.Contains, ConditionOperator.ContainsNone],
    };

    public static bool IsOfCustomer(ConditionField field) =>
        field is ConditionField.Tier or ConditionField.Vip or ConditionField.Company or ConditionField.Language;

    /// <summary>
    /// A policy must pick the same tomorrow from the ticket as it is stored, so it reads no text and no clock; a priority rule is asked while the customer
    /// writes, and doesn't read what it decides; a view is asked of what is stored.
    /// </summary>
    public static bool IsOpenTo(ConditionField field, ConditionUse use) => use switch
    {
        ConditionUse.Policy => field is not (ConditionField.Status or ConditionField.Text or ConditionField.Waiting),
        ConditionUse.PriorityRule => field is not (ConditionField.Priority or ConditionField.Status or ConditionField.Waiting),
        _ => field != ConditionField.Text,
    };
}
