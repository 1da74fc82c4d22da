using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Life;

/// <summary>What a customer's message to a ticket that has ended does.</summary>
public enum ReopenRule
{
    /// <summary>It reopens a resolved ticket within the desk's reopen window (<c>Desk:ReopenWindow</c>); after it, and once the ticket is closed, a follow-up begins.</summary>
    Window = 0,

    /// <summary>It reopens the ticket, however long ago it ended.</summary>
    Always = 1,

    /// <summary>It begins a follow-up.</summary>
    Never = 2,

    /// <summary>It reopens the ticket within so many days of its last close (or of its resolution, while it isn't closed); after them a follow-up begins.</summary>
    WithinDays = 3,
}

/// <summary>How one team's tickets end: what reopens them, and what happens while the customer is silent. Amounts are whole hours, by the clock on the wall or in the team's business hours.</summary>
public sealed record LifePolicy
{
    public const int MaxHours = 366 * 24, MaxDays = 3660, MaxReminderLength = 2000;

    /// <summary>Of teams that have none of their own, and of tickets without a team.</summary>
    public static LifePolicy Default { get; } = new();

    /// <summary>0 for all that have none of their own.</summary>
    public long TeamId { get; init; }

    public ReopenRule Reopen { get; init; }

    /// <summary>For <see cref="ReopenRule.WithinDays"/>.</summary>
    public int ReopenDays { get; init; }

    /// <summary>A customer whom we wait for is reminded after so many hours of silence, and the ticket is resolved <see cref="ResolveHours"/> after that; null for never.</summary>
    public int? RemindHours { get; init; }

    /// <summary>How long after the reminder a ticket is resolved; null for never: there is a reminder and no more.</summary>
    public int? ResolveHours { get; init; }

    /// <summary>How long after its resolution a ticket is closed; null for the desk's reopen window.</summary>
    public int? CloseHours { get; init; }

    /// <summary>The customer is told so many hours before the closing; null for not at all.</summary>
    public int? CloseNoticeHours { get; init; }

    /// <summary>What the customer reads as a reminder; null for our own words in the customer's language.</summary>
    public string? ReminderText { get; init; }

    /// <summary>The customer is asked how satisfied they are even where nobody but this policy resolved the ticket.</summary>
    public bool AsksAfterAutomatic { get; init; }

    /// <summary>The policy's amounts are hours and days in which the team is open; the desk's own reopen window stays what it is, since customers were told.</summary>
    public bool InBusinessTime { get; init; }

    /// <summary>How the team's open time passes; null where nothing counts by it.</summary>
    [JsonIgnore]
    public OpenTime? Open { get; init; }

    /// <summary>When a ticket ends for good, from its resolution on.</summary>
    public TimeSpan CloseAfter(TimeSpan reopenWindow) => CloseHours is { } hours ? TimeSpan.FromHours(hours) : reopenWindow;
}

internal sealed class LifePolicyConfiguration : IEntityTypeConfiguration<LifePolicy>
{
    public void Configure(EntityTypeBuilder<LifePolicy> builder)
    {
        builder.ToTable("LifePolicies");
        builder.HasKey(policy => policy.TeamId);
        builder.Property(policy => policy.TeamId).ValueGeneratedNever();
        builder.Ignore(policy => policy.Open);
        builder.Property(policy => policy.InBusinessTime).HasDefaultValue(false);
        builder.Property(policy => policy.ReminderText).HasMaxLength(LifePolicy.MaxReminderLength);
    }
}
