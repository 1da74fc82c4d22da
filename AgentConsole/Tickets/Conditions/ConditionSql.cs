using System.Globalization;

namespace AgentConsole.Tickets.Conditions;

/// <summary>
/// A condition in words that both databases understand, over <c>"Tickets" t</c> and <c>"Customers" c</c>. What a database can't compare as we do (folded text) is left out, and
/// <see cref="IsExact"/> says so: then it finds at least what fits, and <see cref="CompiledCondition"/> has the last word. Every test is true or false, never unknown.
/// </summary>
internal sealed class ConditionSql
{
    private readonly DateTimeOffset _now;
    private readonly bool _isPostgres;
    private readonly bool _leavesTimeOut;
    private readonly List<object> _values = [];

    private ConditionSql(DateTimeOffset now, bool isPostgres, bool leavesTimeOut) => (_now, _isPostgres, _leavesTimeOut) = (now, isPostgres, leavesTimeOut);

    public string Where { get; private set; } = "";

    /// <summary>Of <c>@p0</c>, <c>@p1</c> …</summary>
    public IReadOnlyList<object> Values => _values;

    public bool IsExact { get; private set; } = true;

    /// <param name="now">The instant that relative tests count from.</param>
    /// <param name="leavesTimeOut">Finds also what would fit at another time.</param>
    public static ConditionSql Of(Condition condition, DateTimeOffset now, bool isPostgres, bool leavesTimeOut = false)
    {
        var sql = new ConditionSql(now, isPostgres, leavesTimeOut);
        sql.Where = sql.Part(condition, negated: false);
        return sql;
    }

    // A negation is carried to the tests, so that what is left out can be taken as true on either side of it.
    private string Part(Condition condition, bool negated) => condition switch
    {
        AllOf all => Join(all.Of, negated, negated ? " OR " : " AND ", empty: !negated),
        AnyOf any => Join(any.Of, negated, negated ? " AND " : " OR ", empty: negated),
        NotThat not => Part(not.Of, !negated),
        FieldTest test => Test(test) is { } sql ? (negated ? $"NOT ({sql})" : $"({sql})") : Unknown(),
        _ => throw new ArgumentException($"No SQL is known for {condition.GetType().Name}.", nameof(condition)),
    };

    private string Join(IReadOnlyList<Condition> parts, bool negated, string between, bool empty) => parts.Count == 0
        ? (empty ? "TRUE" : "FALSE")
        : $"({string.Join(between, parts.Select(part => Part(part, negated)))})";

    private string Unknown()
    {
        IsExact = false;
        return "TRUE";
    }

    /// <summary>One test; null where the database can't tell.</summary>
    private string? Test(FieldTest test) => test.Field switch
    {
        _ when ConditionFields.IsRelative(test.Operator) => _leavesTimeOut ? null : Relative(test),
        ConditionField.Priority => In(test, "t.\"PriorityId\""),
        ConditionField.Team => In(test, "coalesce(t.\"TeamId\", 0)"),
        ConditionField.Assignee => In(test, "coalesce(t.\"AssigneeId\", 0)"),
        ConditionField.Site => In(test, "coalesce(t.\"SiteId\", 0)"),
        ConditionField.Status => In(test, "t.\"Status\"", FieldTests.Number<TicketStatus>),
        ConditionField.Channel => In(test, "t.\"Channel\"", FieldTests.Number<TicketChannel>),
        ConditionField.SlaState => In(test, "t.\"SlaState\"", FieldTests.Number<SlaState>),
        ConditionField.Tier => In(test, "c.\"Tier\"", FieldTests.Number<People.CustomerTier>),
        ConditionField.Tags => Tags(test),
        ConditionField.Vip => Flag(test, _isPostgres ? "c.\"IsVip\"" : "c.\"IsVip\" <> 0"),
        ConditionField.OwnStatus => In(test, "coalesce(t.\"StatusId\", 0)"),
        ConditionField.Snoozed => Flag(test, _isPostgres ? "t.\"IsSnoozed\"" : "t.\"IsSnoozed\" <> 0"),
        ConditionField.Unread => Flag(test, "t.\"LastCustomerSeq\" > t.\"SeenByAgentSeq\""),
        ConditionField.Replied => Flag(test, "t.\"FirstResponseAt\" IS NOT NULL"),
        ConditionField.CustomFlag => Flag(test, $"coalesce({Custom(test)}, '') = 'true'"),
        ConditionField.CustomChoice => In(test, $"coalesce({Custom(test)}, '0')", value => $"'{FieldTests.Number(value)}'"),
        ConditionField.CustomNumber => Numeric(test),
        ConditionField.Created or ConditionField.Due or ConditionField.LastMessage or ConditionField.CustomDate => Compared(test),
        // Text is folded before it is compared, and no database folds as we do.
        _ => null,
    };

    private string In(FieldTest test, string column, Func<string, long>? read = null) => In(test, column, value => $"{(read ?? FieldTests.Number)(value)}");

    private static string In(FieldTest test, string column, Func<string, string> literal) =>
        $"{column}{(test.Operator == ConditionOperator.NoneOf ? " NOT" : "")} IN ({string.Join(", ", test.Values.Select(literal))})";

    private static string Flag(FieldTest test, string sql) => bool.Parse(test.Values[0]) ? sql : $"NOT ({sql})";

    /// <summary>Ids are stored as <c>[1,7]</c>: between commas each stands by itself.</summary>
    private static string Tags(FieldTest test)
    {
        const string ids = """replace(replace(t."TagIds", '[', ','), ']', ',')""";
        var has = test.Values.Select(value => $"{ids} LIKE '%,{FieldTests.Number(value)},%'");
        return test.Operator switch
        {
            ConditionOperator.AllOf => string.Join(" AND ", has),
            ConditionOperator.NoneOf => $"NOT ({string.Join(" OR ", has)})",
            _ => string.Join(" OR ", has),
        };
    }

    private string Numeric(FieldTest test)
    {
        var held = $"CAST({Custom(test)} AS {(_isPostgres ? "numeric" : "REAL")})";
        var values = test.Values.Select(value => Add(_isPostgres ? FieldTests.Decimal(value) : (double)FieldTests.Decimal(value)));
        return test.Operator switch
        {
            ConditionOperator.AtLeast => $"coalesce({held} >= {values.Single()}, FALSE)",
            ConditionOperator.AtMost => $"coalesce({held} <= {values.Single()}, FALSE)",
            ConditionOperator.NoneOf => $"NOT coalesce({held} IN ({string.Join(", ", values)}), FALSE)",
            _ => $"coalesce({held} IN ({string.Join(", ", values)}), FALSE)",
        };
    }

    private string Compared(FieldTest test)
    {
        var sign = test.Operator == ConditionOperator.Before ? "<" : ">=";
        return test.Field == ConditionField.CustomDate ? DayIs(test, sign, FieldTests.Day(test.Values[0])) : InstantIs(test, sign, FieldTests.Instant(test.Values[0]));
    }

    private string Relative(FieldTest test)
    {
        var amount = FieldTests.Amount(test.Values[0]);
        var (sign, limit) = test.Operator == ConditionOperator.LongerThan ? ("<=", _now - amount) : RelativeTests.IsAhead(test.Field) ? ("<=", _now + amount) : (">=", _now - amount);
        return test.Field == ConditionField.CustomDate ? DayIs(test, sign, limit) : InstantIs(test, sign, limit);
    }

    private string InstantIs(FieldTest test, string sign, DateTimeOffset limit)
    {
        var column = test.Field switch
        {
            ConditionField.Created => "CreatedAt",
            ConditionField.Due => "DueAt",
            ConditionField.Waiting => "WaitingSince",
            _ => "LastMessageAt",
        };
        // Instants are whole milliseconds; one between two of them is before the second.
        var milliseconds = sign == "<=" ? Math.Floor((limit - DateTimeOffset.UnixEpoch).TotalMilliseconds) : Math.Ceiling((limit - DateTimeOffset.UnixEpoch).TotalMilliseconds);
        return $"(t.\"{column}\" IS NOT NULL AND t.\"{column}\" {sign} {(long)milliseconds})";
    }

    /// <summary>Days are compared as text: the last that lies at or before the limit, or the first at or after it.</summary>
    private string DayIs(FieldTest test, string sign, DateTimeOffset limit)
    {
        var isWhole = limit.UtcDateTime.TimeOfDay == TimeSpan.Zero;
        var day = DateOnly.FromDateTime(limit.UtcDateTime).AddDays(sign == "<=" || isWhole ? 0 : 1);
        var value = Add(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return $"coalesce({Custom(test)}{(_isPostgres ? " COLLATE \"C\"" : "")} {sign} {value}, FALSE)";
    }

    private string Custom(FieldTest test) => _isPostgres
        ? $"(t.\"Fields\"::jsonb ->> '{test.FieldId}')"
        : $"json_extract(t.\"Fields\", '$.\"{test.FieldId}\"')";

    private string Add(object value)
    {
        _values.Add(value);
        return $"@p{_values.Count - 1}";
    }
}
