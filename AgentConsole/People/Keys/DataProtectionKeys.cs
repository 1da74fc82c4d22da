using System.Xml.Linq;
using AgentConsole.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.People.Keys;

/// <summary>
/// The keys that sign cookies and visitors' tokens, in the database: what they signed outlives a restart, and nodes share them. Who can read the
/// database can read them, as it can read everything they protect.
/// </summary>
internal sealed class DataProtectionKeys(IDbContextFactory<DeskDb> databases) : IXmlRepository
{
    // The framework's contract is synchronous; it is called at start and once in a key's life.
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return db.Set<DataProtectionKey>().OrderBy(key => key.Id).AsEnumerable().Select(key => XElement.Parse(key.Xml)).ToList();
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.CreateDbContext();
        db.Add(new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}

/// <summary>A row of <c>DataProtectionKeys</c>.</summary>
internal sealed class DataProtectionKey
{
    public long Id { get; init; }

    public required string FriendlyName { get; init; }

    public required string Xml { get; init; }
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.ToTable("DataProtectionKeys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.FriendlyName).HasMaxLength(200);
    }
}
