using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.People.Customers;

/// <summary>What was done with a customer's profile. The discriminator is the row's kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ProfileEdited), "edited")]
[JsonDerivedType(typeof(ProfileKnownBy), "known_by")]
[JsonDerivedType(typeof(ProfileMerged), "merged")]
[JsonDerivedType(typeof(ProfileUnmerged), "unmerged")]
[JsonDerivedType(typeof(ProfileExported), "exported")]
[JsonDerivedType(typeof(ProfileErased), "erased")]
[JsonDerivedType(typeof(ProfileBanned), "banned")]
[JsonDerivedType(typeof(ProfileUnbanned), "unbanned")]
public abstract record CustomerEvent;

public sealed record ProfileEdited(IReadOnlyList<CustomerFieldChange> Changes) : CustomerEvent;

/// <summary>An address, number or handle was added, or taken away.</summary>
/// <param name="Value">Null once the person was erased.</param>
/// <param name="Part">The part of the profile whose it is, or was.</param>
public sealed record ProfileKnownBy(IdentityKind Identity, string? Value, bool IsAdded, long Part) : CustomerEvent;

/// <summary>Another profile became a part of this one.</summary>
public sealed record ProfileMerged(long Other, string Name) : CustomerEvent;

public sealed record ProfileUnmerged(long Other, string Name) : CustomerEvent;

/// <summary>Everything was given out.</summary>
public sealed record ProfileExported : CustomerEvent;

/// <summary>What was known of the person is gone; that it was done stays.</summary>
public sealed record ProfileErased(int Tickets) : CustomerEvent;

/// <summary>The chat was closed to them.</summary>
/// <param name="Until">Null for good.</param>
/// <param name="WithAddress">Their network address was held too, for a while.</param>
/// <param name="Reason">Null once the person was erased.</param>
public sealed record ProfileBanned(DateTimeOffset? Until, bool WithAddress, string? Reason) : CustomerEvent;

public sealed record ProfileUnbanned : CustomerEvent;

/// <param name="Field">A property's name; its words are the resource <c>Field.</c> and this.</param>
public sealed record CustomerFieldChange(string Field, string? From, string? To);

/// <summary>A row of a customer's record: who did what, when. It is kept when the person is erased, without the person.</summary>
public sealed record CustomerLogRow
{
    public required long CustomerId { get; init; }

    /// <summary>The journal's sequence it was written with.</summary>
    public required long Seq { get; init; }

    public DateTimeOffset At { get; init; }

    public long AgentId { get; init; }

    public required string AgentName { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Data { get; init; }

    public CustomerEvent Event() => CustomerLogJson.Read(Data);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CustomerEvent))]
[JsonSerializable(typeof(IReadOnlyList<CustomerAttribute>))]
internal sealed partial class CustomerLogJson : JsonSerializerContext
{
    public static string Write(CustomerEvent what) => JsonSerializer.Serialize(what, Default.CustomerEvent);

    public static CustomerEvent Read(string json) => JsonSerializer.Deserialize(json, Default.CustomerEvent) ?? throw new JsonException("A customer's event can't be null.");

    public static string Write(IReadOnlyList<CustomerAttribute> attributes) => attributes.Count == 0 ? "[]" : JsonSerializer.Serialize(attributes, Default.IReadOnlyListCustomerAttribute);

    public static IReadOnlyList<CustomerAttribute> ReadAttributes(string json) => json == "[]" ? [] : JsonSerializer.Deserialize(json, Default.IReadOnlyListCustomerAttribute) ?? [];
}

internal sealed class CustomerLogConfiguration : IEntityTypeConfiguration<CustomerLogRow>
{
    public void Configure(EntityTypeBuilder<CustomerLogRow> builder)
    {
        builder.ToTable("CustomerLog");
        builder.HasKey(row => new { row.CustomerId, row.Seq });
        builder.Property(row => row.Seq).ValueGeneratedNever();
        builder.Property(row => row.AgentName).HasMaxLength(200);
    }
}
