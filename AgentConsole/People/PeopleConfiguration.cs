using AgentConsole.People.Customers;
using Microsoft.EntityFrameworkCore.ChangeTracking;
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
        builder.Property(customer => customer.Company).HasMaxLength(Customer.MaxCompanyLength);
        builder.Property(customer => customer.Language).HasMaxLength(Customer.MaxLanguageLength);
        builder.Property(customer => customer.ProfileId).UsePropertyAccessMode(PropertyAccessMode.Property).HasDefaultValue(0L).ValueGeneratedNever();
        builder.Property(customer => customer.Version).HasDefaultValue(0).ValueGeneratedNever();
        builder.Property(customer => customer.Notes).HasMaxLength(Customer.MaxNotesLength);
        builder.Property(customer => customer.Attributes).HasDefaultValueSql("'[]'").ValueGeneratedNever().HasConversion(
            attributes => CustomerLogJson.Write(attributes), json => CustomerLogJson.ReadAttributes(json),
            new ValueComparer<IReadOnlyList<CustomerAttribute>>((a, b) => ReferenceEquals(a, b), value => value.GetHashCode(), value => value));
        builder.Property(customer => customer.FoldedName).HasMaxLength(Customer.MaxFoldedLength).HasDefaultValue("").ValueGeneratedNever().UsePropertyAccessMode(PropertyAccessMode.Property);
        // A profile's parts; who else has the same address or name.
        builder.HasIndex(customer => customer.ProfileId);
        builder.HasIndex(customer => customer.Email);
        builder.HasIndex(customer => customer.FoldedName);
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
