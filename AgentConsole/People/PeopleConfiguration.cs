using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.People;

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("Customers");
        builder.HasKey(customer => customer.Id);
        builder.Property(customer => customer.Id).ValueGeneratedNever();
        builder.Property(customer => customer.Name).HasMaxLength(Customer.MaxNameLength);
        builder.Property(customer => customer.Email).HasMaxLength(CustomerIdentity.MaxValueLength);
        builder.Property(customer => customer.Company).HasMaxLength(200);
        builder.Property(customer => customer.Language).HasMaxLength(35);
    }
}

internal sealed class CustomerIdentityConfiguration : IEntityTypeConfiguration<CustomerIdentity>
{
    public void Configure(EntityTypeBuilder<CustomerIdentity> builder)
    {
        builder.ToTable("CustomerIdentities");
        builder.HasKey(identity => new { identity.Kind, identity.Value });
        builder.Property(identity => identity.Value).HasMaxLength(CustomerIdentity.MaxValueLength);
        builder.HasIndex(identity => identity.CustomerId);
        builder.HasOne<Customer>().WithMany().HasForeignKey(identity => identity.CustomerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("Teams");
        builder.HasKey(team => team.Id);
        builder.Property(team => team.Name).HasMaxLength(100);
        builder.HasIndex(team => team.Name).IsUnique();
    }
}
