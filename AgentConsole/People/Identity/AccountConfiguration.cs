using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.People.Identity;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.HasKey(account => account.Id);
        builder.Property(account => account.DisplayName).HasMaxLength(Account.MaxNameLength);
        builder.Property(account => account.Email).HasMaxLength(Account.MaxEmailLength).IsRequired();
        builder.Property(account => account.NormalizedEmail).HasMaxLength(Account.MaxEmailLength).IsRequired();
        builder.Property(account => account.PasswordHash).HasMaxLength(200);
        builder.Property(account => account.SecurityStamp).HasMaxLength(64).IsRequired();
        builder.Property(account => account.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();
        builder.Property(account => account.Language).HasMaxLength(35);
        builder.Property(account => account.Seniority).HasDefaultValue(Seniority.Agent).HasSentinel((Seniority)(-1));
        builder.Property(account => account.Capacity).HasDefaultValue(0);
        builder.Property(account => account.ChatCapacity).HasDefaultValue(0);
        builder.Property(account => account.SkillIds).HasDefaultValue(Array.Empty<long>()).HasConversion(
            ids => string.Join(',', ids), text => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToArray(),
            new ValueComparer<IReadOnlyList<long>>((a, b) => a!.SequenceEqual(b!), ids => ids.Count, ids => ids.ToArray()));
        builder.HasIndex(account => account.NormalizedEmail).IsUnique();
        // What is not used is not stored; telephone and second factor come with the features that use them.
        builder.Ignore(account => account.Ability).Ignore(account => account.IsOpen).Ignore(account => account.UserName).Ignore(account => account.NormalizedUserName).Ignore(account => account.EmailConfirmed)
            .Ignore(account => account.PhoneNumber).Ignore(account => account.PhoneNumberConfirmed)
            .Ignore(account => account.TwoFactorEnabled).Ignore(account => account.LockoutEnabled);
    }
}

internal sealed class AgentTeamConfiguration : IEntityTypeConfiguration<AgentTeam>
{
    public void Configure(EntityTypeBuilder<AgentTeam> builder)
    {
        builder.ToTable("AgentTeams");
        builder.HasKey(member => new { member.AccountId, member.TeamId });
        builder.HasOne<Account>().WithMany().HasForeignKey(member => member.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Team>().WithMany().HasForeignKey(member => member.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(member => member.TeamId);
    }
}
