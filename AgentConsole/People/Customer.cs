namespace AgentConsole.People;

public enum CustomerTier { Standard = 0, Silver = 1, Gold = 2, Platinum = 3 }

/// <summary>One person over all channels.</summary>
public sealed record Customer
{
    public const int MaxNameLength = 120;

    public required long Id { get; init; }

    public required string Name { get; init; }

    public string? Email { get; init; }

    public CustomerTier Tier { get; init; }

    public bool IsVip { get; init; }

    public string? Company { get; init; }

    /// <summary>BCP 47, such as <c>sl</c> or <c>ar-EG</c>.</summary>
    public string? Language { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
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
