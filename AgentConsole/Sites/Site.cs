using AgentConsole.Sites.Invitations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Sites;

/// <summary>A website that carries the widget.</summary>
public sealed record Site
{
    public const int MaxKeyLength = 64, MaxNameLength = 100, MaxOriginsLength = 4000, MaxGreetingLength = 1000;
    public const string DefaultColour = "#0f5f8c";

    public long Id { get; init; }

    /// <summary>What the script element's <c>data-site</c> says. Public: it names a site and opens nothing by itself.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>The origins whose pages may carry the widget, such as <c>https://shop.example</c>, apart by spaces. The console's own origin always may.</summary>
    public string AllowedOrigins { get; init; } = "";

    /// <summary>The team that new conversations go to.</summary>
    public long? TeamId { get; init; }

    /// <summary>#rrggbb.</summary>
    public string Colour { get; init; } = DefaultColour;

    /// <summary>What an empty conversation begins with; shown by the widget, never stored as a message.</summary>
    public string Greeting { get; init; } = "";

    public SiteLook Look { get; init; } = new();

    public SiteEntry Entry { get; init; } = new();

    /// <summary>Whether its visitors are seen, and invited to talk.</summary>
    public SiteInviting Inviting { get; init; } = new();

    /// <summary>What the chat begins with in a language: that language's own text, or the one for any.</summary>
    public string GreetingIn(string language) => Look.TextsIn(language).Greeting is { Length: > 0 } own ? own : Greeting;

    /// <summary>What stands on the launcher in a language, by the same rule; empty for the sign alone.</summary>
    public string LauncherIn(string language) => Look.TextsIn(language).Launcher is { Length: > 0 } own ? own : Look.Launcher;

    /// <summary>Since when the widget is turned away with this key; null while it is let in.</summary>
    public DateTimeOffset? DisabledAt { get; init; }
}

internal sealed class SiteConfiguration : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.ToTable("Sites");
        builder.HasKey(site => site.Id);
        builder.Property(site => site.Key).HasMaxLength(Site.MaxKeyLength);
        builder.Property(site => site.Name).HasMaxLength(Site.MaxNameLength);
        builder.Property(site => site.AllowedOrigins).HasMaxLength(Site.MaxOriginsLength);
        builder.Property(site => site.Colour).HasMaxLength(7);
        builder.Property(site => site.Greeting).HasMaxLength(Site.MaxGreetingLength);
        builder.Property(site => site.Look).HasMaxLength(SiteLook.MaxLength).HasDefaultValueSql("'{}'").ValueGeneratedNever()
            .HasConversion(look => SiteLook.Write(look), json => SiteLook.Read(json));
        builder.Property(site => site.Entry).HasMaxLength(SiteEntry.MaxLength).HasDefaultValueSql("'{}'").ValueGeneratedNever()
            .HasConversion(entry => SiteEntry.Write(entry), json => SiteEntry.Read(json));
        builder.Property(site => site.Inviting).HasMaxLength(SiteInviting.MaxLength).HasDefaultValueSql("'{}'").ValueGeneratedNever()
            .HasConversion(inviting => SiteInviting.Write(inviting), json => SiteInviting.Read(json));
        builder.HasIndex(site => site.Key).IsUnique();
    }
}
