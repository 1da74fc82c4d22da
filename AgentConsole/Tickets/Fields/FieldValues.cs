namespace AgentConsole.Tickets.Fields;

/// <summary>
/// What a ticket holds of the company's own fields, by the field's id, as text: numbers with a point, <c>true</c>, a choice's id, <c>2026-03-01</c>. Equal where
/// they hold the same.
/// </summary>
public sealed class FieldValues : IEquatable<FieldValues>
{
    private readonly SortedDictionary<long, string> _values;

    private FieldValues(SortedDictionary<long, string> values) => _values = values;

    /// <summary>One for all tickets that have none.</summary>
    public static FieldValues None { get; } = new([]);

    public int Count => _values.Count;

    /// <summary>Null where there is none.</summary>
    public string? this[long? fieldId] => fieldId is { } id ? _values.GetValueOrDefault(id) : null;

    /// <summary>By field, in the order of their ids.</summary>
    public IEnumerable<KeyValuePair<long, string>> All => _values;

    public static FieldValues Of(IEnumerable<KeyValuePair<long, string>> values)
    {
        var sorted = new SortedDictionary<long, string>();
        foreach (var (id, value) in values) sorted[id] = value;
        return sorted.Count == 0 ? None : new FieldValues(sorted);
    }

    /// <summary>These with another value of one field; null takes it away.</summary>
    public FieldValues With(long fieldId, string? value) =>
        Of(_values.Where(held => held.Key != fieldId).Concat(value is null ? [] : [new(fieldId, value)]));

    public bool Equals(FieldValues? other) => other is not null && (ReferenceEquals(this, other) || _values.SequenceEqual(other._values));

    public override bool Equals(object? obj) => Equals(obj as FieldValues);

    public override int GetHashCode() => HashCode.Combine(_values.Count, _values.Count == 0 ? null : _values.First().Value);
}
