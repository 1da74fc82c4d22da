using AgentConsole.People.Customers;

namespace AgentConsole.People;

public enum CustomerTier { Standard = 0, Silver = 1, Gold = 2, Platinum = 3 }

/// <summary>One person over all channels.</summary>
public sealed record Customer
{
    public const int MaxNameLength = 120, MaxFoldedLength = 240, MaxCompanyLength = 200, MaxLanguageLength = 35, MaxNotesLength = 4000;

    public required long Id { get; init; }

    public required string Name { get; init; }

    public string? Email { get; init; }

    public CustomerTier Tier { get; init; }

    public bool IsVip { get; init; }

    public string? Company { get; init; }

    /// <summary>BCP 47, such as <c>sl</c> or <c>ar-EG</c>.</summary>
    public string? Language { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The profile it is a part of: its own id where it is one. Whoever asks who a ticket's customer is asks for this one.</summary>
    public long ProfileId
    {
        get => field == 0 ? Id : field;
        init;
    }

    /// <summary>The profile it was merged into; null where it is its own. Undoing that gives back what was.</summary>
    public long? MergedInto { get; init; }

    /// <summary>Goes up with each edit.</summary>
    public int Version { get; init; }

    /// <summary>For agents.</summary>
    public string? Notes { get; init; }

    public IReadOnlyList<CustomerAttribute> Attributes { get; init; } = [];

    /// <summary>When the person was erased; null for one who is known.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>By which the same name is found however it is written; stored beside it, never believed over it.</summary>
    public string FoldedName { get => CustomerNames.Fold(Name); private init { } }

    /// <summary>Lists are compared by what they hold.</summary>
    public bool Equals(Customer? other) =>
        ReferenceEquals(this, other) ||
        (other is not null && Id == other.Id && Version == other.Version && Name == other.Name && Email == other.Email && Tier == other.Tier && IsVip == other.IsVip
        && Company == other.Company && Language == other.Language && Notes == other.Notes && CreatedAt == other.CreatedAt && ProfileId == other.ProfileId
        && MergedInto == other.MergedInto && ErasedAt == other.ErasedAt && Attributes.SequenceEqual(other.Attributes));

    public override int GetHashCode() => HashCode.Combine(Id, Version, Name);
}

public enum IdentityKind { Visitor = 0, Email = 1, Phone = 2, Handle = 3 }

/// <summary>A way a customer is known on a channel; (kind, value) belongs to one customer.</summary>
public sealed record CustomerIdentity
{
    public const int MaxValueLength = 254;

    public required IdentityKind Kind { get; init; }

    public required string Value { get; init; }

    public required long CustomerId { get; init; }
}
