using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.People.Setup;

/// <summary>One thing that holds for the whole company.</summary>
public sealed record Setting(string Key, string Value)
{
    /// <summary>The company's name.</summary>
    public const string Company = "company.name";

    /// <summary>The company's time zone, an IANA name.</summary>
    public const string TimeZone = "company.time_zone";

    /// <summary>There while set-up has steps left to do: what they need to know.</summary>
    public const string Unfinished = "setup.unfinished";
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.ToTable("Settings");
        builder.HasKey(setting => setting.Key);
        builder.Property(setting => setting.Key).HasMaxLength(100);
    }
}
