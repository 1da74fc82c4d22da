using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.People.Bans;

/// <summary>How long somebody asks a ban to be.</summary>
public enum BanLength { Hour = 0, Day = 1, ForGood = 2 }

/// <summary>
/// A visitor with whom nobody here chats for a while. It holds what they are known by in the chat and nothing else: mail, and whatever else they write by, comes in
/// as ever. There is a row as long as the ban lasts; that it was, and why, stays in the customer's record.
/// </summary>
public sealed record Ban
{
    public const int MaxReason = 500;

    /// <summary>So many addresses are held with one visitor.</summary>
    public const int MostAddresses = 10;

    /// <summary>Addresses are shared and given on: none is held for longer.</summary>
    public static readonly TimeSpan AddressLasts = TimeSpan.FromDays(1);

    /// <summary>The journal's sequence it was written with.</summary>
    public required long Id { get; init; }

    /// <summary>The profile.</summary>
    public required long CustomerId { get; init; }

    /// <summary>The customers that the profile was made of.</summary>
    public required IReadOnlyList<long> Customers { get; init; }

    /// <summary>The visitors (<see cref="VisitorIds.Whose"/>) that it was known as.</summary>
    public required IReadOnlyList<string> Visitors { get; init; }

    /// <summary>For people here; the visitor isn't told. Empty once the person was erased.</summary>
    public required string Reason { get; init; }

    public DateTimeOffset At { get; init; }

    public long ById { get; init; }

    public required string ByName { get; init; }

    /// <summary>Null for good.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Until when the network addresses that they come from are held too; null where they aren't.</summary>
    public DateTimeOffset? AddressUntil { get; init; }

    public bool IsInForce(DateTimeOffset now) => Until is null || now < Until;

    public static DateTimeOffset? End(BanLength length, DateTimeOffset from) => length switch
    {
        BanLength.Hour => from.AddHours(1),
        BanLength.Day => from.AddDays(1),
        _ => null,
    };
}

/// <summary>A network address (<see cref="Common.NetworkAddress"/>) from which a banned visitor came.</summary>
public sealed record BannedAddress(long BanId, string Address);

internal sealed class BanConfiguration : IEntityTypeConfiguration<Ban>
{
    public void Configure(EntityTypeBuilder<Ban> builder)
    {
        builder.ToTable("Bans");
        builder.HasKey(ban => ban.Id);
        builder.Property(ban => ban.Id).ValueGeneratedNever();
        builder.Property(ban => ban.Customers).HasConversion(
            ids => string.Join(' ', ids), text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).ToArray(), Whole<IReadOnlyList<long>>());
        builder.Property(ban => ban.Visitors).HasConversion(
            ids => string.Join(' ', ids), text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries), Whole<IReadOnlyList<string>>());
        builder.Property(ban => ban.Reason).HasMaxLength(Ban.MaxReason);
        builder.Property(ban => ban.ByName).HasMaxLength(200);
        builder.HasIndex(ban => ban.CustomerId);
    }

    private static ValueComparer<T> Whole<T>() => new((a, b) => ReferenceEquals(a, b), value => value!.GetHashCode(), value => value);
}

internal sealed class BannedAddressConfiguration : IEntityTypeConfiguration<BannedAddress>
{
    public void Configure(EntityTypeBuilder<BannedAddress> builder)
    {
        builder.ToTable("BannedAddresses");
        builder.HasKey(held => new { held.BanId, held.Address });
        builder.Property(held => held.Address).HasMaxLength(64);
        builder.HasOne<Ban>().WithMany().HasForeignKey(held => held.BanId).OnDelete(DeleteBehavior.Cascade);
    }
}
