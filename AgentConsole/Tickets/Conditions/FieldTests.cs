using System.Globalization;
using AgentConsole.People;
using AgentConsole.Tickets.Fields;

namespace AgentConsole.Tickets.Conditions;

/// <summary>Makes one test of one field ready to be asked.</summary>
internal static class FieldTests
{
    public static Func<ConditionFacts, bool> Compile(FieldTest test) => test.Field switch
    {
        _ when ConditionFields.IsRelative(test.Operator) => RelativeTests.Compile(test),
        ConditionField.Priority => Id(test, facts => facts.PriorityId),
        ConditionField.Team => Id(test, facts => facts.TeamId),
        ConditionField.Assignee => Id(test, facts => facts.AssigneeId),
        ConditionField.Site => Id(test, facts => facts.Ticket.SiteId ?? 0),
        ConditionField.Status => Id(test, facts => (long)facts.Status, Number<TicketStatus>),
        ConditionField.Channel => Id(test, facts => (long)facts.Channel, Number<TicketChannel>),
        ConditionField.SlaState => Id(test, facts => (long)facts.SlaState, Number<SlaState>),
        ConditionField.OwnStatus => Id(test, facts => facts.Ticket.StatusId ?? 0),
        ConditionField.Snoozed => Flag(test, facts => facts.IsSnoozed),
        ConditionField.Unread => Flag(test, facts => facts.Ticket.IsUnread),
        ConditionField.Replied => Flag(test, facts => facts.Ticket.FirstResponseAt is not null),
        // Of a customer who wasn't read nothing is known: neither that they are gold nor that they are not.
        ConditionField.Tier => OfCustomer(Id(test, facts => (long)facts.Customer!.Tier, Number<CustomerTier>)),
        ConditionField.Vip => OfCustomer(Flag(test, facts => facts.Customer!.IsVip)),
        ConditionField.Company => OfCustomer(Word(test, facts => facts.Customer!.Company)),
        ConditionField.Language => OfCustomer(Language(test)),
        ConditionField.Declared => Word(test, facts => facts.Ticket.Declared),
        ConditionField.Tags => Tags(test),
        ConditionField.Subject => Prose(test, facts => facts.Subject),
        ConditionField.Text => Prose(test, facts => facts.Text),
        ConditionField.CustomText => Word(test, facts => facts.Ticket.Fields[test.FieldId]),
        ConditionField.CustomNumber => Numeric(test),
        ConditionField.CustomChoice => Id(test, facts => facts.Ticket.Fields[test.FieldId] is { } choice ? Number(choice) : 0),
        // What nobody said yes to is no.
        ConditionField.CustomFlag => Flag(test, facts => facts.Ticket.Fields[test.FieldId] == "true"),
        _ => Compared(test),
    };

    /// <exception cref="FormatException">It is no number.</exception>
    public static long Number(string value) => long.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">It is no name of the enum.</exception>
    public static long Number<T>(string value) where T : struct, Enum =>
        !char.IsAsciiDigit(value.FirstOrDefault('0')) && Enum.TryParse<T>(value, out var name) && Enum.IsDefined(name)
            ? Convert.ToInt64(name, CultureInfo.InvariantCulture)
            : throw new FormatException($"'{value}' is no {typeof(T).Name}.");

    /// <exception cref="FormatException">It is no instant with an offset.</exception>
    public static DateTimeOffset Instant(string value) =>
        DateTimeOffset.ParseExact(value, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "O"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <exception cref="FormatException">It is no day.</exception>
    public static DateTimeOffset Day(string value) => new(DateTime.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <exception cref="FormatException">It is no number that a field can hold.</exception>
    public static decimal Decimal(string value) => FieldNumber.Read(value) ?? throw new FormatException($"'{value}' is no number.");

    /// <exception cref="FormatException">It is no amount of time.</exception>
    public static TimeSpan Amount(string value) => TimeSpan.ParseExact(value, "c", CultureInfo.InvariantCulture);

    private static Func<ConditionFacts, bool> OfCustomer(Func<ConditionFacts, bool> fits) => facts => facts.Customer is not null && fits(facts);

    private static Func<ConditionFacts, bool> Id(FieldTest test, Func<ConditionFacts, long> field, Func<string, long>? read = null)
    {
        long[] values = [.. test.Values.Select(read ?? Number)];
        return test.Operator == ConditionOperator.NoneOf ? facts => !values.Contains(field(facts)) : facts => values.Contains(field(facts));
    }

    private static Func<ConditionFacts, bool> Tags(FieldTest test)
    {
        long[] values = [.. test.Values.Select(Number).Distinct()];
        return test.Operator switch
        {
            ConditionOperator.AllOf => facts => Count(facts.Ticket.TagIds, values) == values.Length,
            ConditionOperator.NoneOf => facts => Count(facts.Ticket.TagIds, values) == 0,
            _ => facts => Count(facts.Ticket.TagIds, values) > 0,
        };
    }

    private static int Count(IReadOnlyList<long> tags, long[] values)
    {
        var count = 0;
        for (var i = 0; i < tags.Count; i++) if (values.Contains(tags[i])) count++;
        return count;
    }

    private static Func<ConditionFacts, bool> Word(FieldTest test, Func<ConditionFacts, string?> field)
    {
        if (test.Operator is ConditionOperator.Contains or ConditionOperator.ContainsNone) return Prose(test, facts => Folding.Fold(field(facts) ?? ""));
        string[] values = [.. test.Values.Select(Folding.Fold)];
        var among = (ConditionFacts facts) => field(facts) is { } word && values.Contains(Folding.Fold(word), StringComparer.Ordinal);
        return test.Operator == ConditionOperator.NoneOf ? facts => !among(facts) : among;
    }

    /// <summary>'ar' is every Arabic; 'ar-EG' only Egypt's.</summary>
    private static Func<ConditionFacts, bool> Language(FieldTest test)
    {
        if (test.Operator is ConditionOperator.Contains or ConditionOperator.ContainsNone) return Word(test, facts => facts.Customer!.Language);
        string[] values = [.. test.Values];
        var among = (ConditionFacts facts) => facts.Customer!.Language is { } language && Array.Exists(values, value => IsWithin(language, value));
        return test.Operator == ConditionOperator.NoneOf ? facts => !among(facts) : among;
    }

    private static bool IsWithin(string language, string range) =>
        language.StartsWith(range, StringComparison.OrdinalIgnoreCase) && (language.Length == range.Length || language[range.Length] == '-');

    private static Func<ConditionFacts, bool> Prose(FieldTest test, Func<ConditionFacts, string> field)
    {
        string[] keywords = [.. test.Values.Select(Folding.Fold)];
        var whole = test.WholeWords;
        return test.Operator switch
        {
            ConditionOperator.ContainsAll => facts => Array.TrueForAll(keywords, keyword => Folding.Holds(field(facts), keyword, whole)),
            ConditionOperator.ContainsNone => facts => !Array.Exists(keywords, keyword => Folding.Holds(field(facts), keyword, whole)),
            _ => facts => Array.Exists(keywords, keyword => Folding.Holds(field(facts), keyword, whole)),
        };
    }

    private static Func<ConditionFacts, bool> Flag(FieldTest test, Func<ConditionFacts, bool> field)
    {
        var wanted = bool.Parse(test.Values[0]);
        return facts => field(facts) == wanted;
    }

    private static Func<ConditionFacts, bool> Numeric(FieldTest test)
    {
        decimal[] values = [.. test.Values.Select(Decimal)];
        decimal? Field(ConditionFacts facts) => facts.Ticket.Fields[test.FieldId] is { } number ? Decimal(number) : null;
        return test.Operator switch
        {
            ConditionOperator.AtLeast => facts => Field(facts) >= values[0],
            ConditionOperator.AtMost => facts => Field(facts) <= values[0],
            ConditionOperator.NoneOf => facts => Field(facts) is not { } number || !values.Contains(number),
            _ => facts => Field(facts) is { } number && values.Contains(number),
        };
    }

    private static Func<ConditionFacts, bool> Compared(FieldTest test)
    {
        var (instant, field) = (test.Field == ConditionField.CustomDate ? Day(test.Values[0]) : Instant(test.Values[0]), RelativeTests.InstantOf(test));
        return test.Operator == ConditionOperator.Before ? facts => field(facts) < instant : facts => field(facts) >= instant;
    }
}
