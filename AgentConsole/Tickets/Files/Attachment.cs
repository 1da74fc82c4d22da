using System.Globalization;
using AgentConsole.Data.Blobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Files;

/// <summary>A file that somebody has uploaded. It is nobody's but its owner's until it is sent with a message.</summary>
public sealed record Attachment
{
    public const int KeyLength = 32, MaxOwnerLength = 80;

    /// <summary>Random: who doesn't know it can't guess it. Knowing it is not enough to read it either.</summary>
    public required string Key { get; init; }

    /// <summary>The content's SHA-256.</summary>
    public required string Hash { get; init; }

    /// <summary>As it is shown: cleaned (<see cref="FileNames"/>).</summary>
    public required string Name { get; init; }

    /// <summary>What its content is (<see cref="FileTypes"/>), whatever its name or its sender said.</summary>
    public required string Type { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>In pixels; null for what is not shown as a picture.</summary>
    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>Who may send it (<see cref="FileOwner"/>); empty for one that is to be taken away.</summary>
    public required string Owner { get; init; }

    /// <summary>The message it was sent with; null for one that waits.</summary>
    public long? MessageId { get; init; }

    public DateTimeOffset At { get; init; }

    public MessageFile ToMessageFile() => new(Key, Name, Type, Size, Width, Height);
}

/// <summary>A file as its message tells of it.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Width">In pixels, with <paramref name="Height"/>; null for what is not shown as a picture.</param>
public sealed record MessageFile(string Key, string Name, string Type, long Size, int? Width = null, int? Height = null)
{
    public const int MostPerMessage = 10;

    public bool IsPicture() => Width is not null;

    /// <summary>As large as a picture is shown where there is so much room: never larger than it is. In pixels.</summary>
    public (int Width, int Height) Within(int width, int height)
    {
        var (w, h) = (Width ?? 0, Height ?? 0);
        var scale = w == 0 || h == 0 ? 0 : Math.Min(1, Math.Min((double)width / w, (double)height / h));
        return (Math.Max(1, (int)Math.Round(w * scale)), Math.Max(1, (int)Math.Round(h * scale)));
    }
}

/// <summary>Files that go with a message, in their order.</summary>
/// <param name="Owner">Who uploaded them: nobody sends another's.</param>
public sealed record AttachedFiles(string Owner, IReadOnlyList<string> Keys);

/// <summary>Who uploaded a file, as its row says it.</summary>
public static class FileOwner
{
    public static string Agent(long id) => string.Create(CultureInfo.InvariantCulture, $"agent:{id}");

    public static string Visitor(string id) => $"visitor:{id}";
}

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("Attachments");
        builder.HasKey(file => file.Key);
        builder.Property(file => file.Key).HasMaxLength(Attachment.KeyLength);
        builder.Property(file => file.Hash).HasMaxLength(Blob.HashLength);
        builder.Property(file => file.Name).HasMaxLength(FileNames.MaxLength);
        builder.Property(file => file.Type).HasMaxLength(FileTypes.MaxLength);
        builder.Property(file => file.Owner).HasMaxLength(Attachment.MaxOwnerLength);
        builder.HasOne<Blob>().WithMany().HasForeignKey(file => file.Hash).OnDelete(DeleteBehavior.Restrict);
        // A message's files; what waits, oldest first; what refers to a content.
        builder.HasIndex(file => new { file.MessageId, file.At });
        builder.HasIndex(file => file.Hash);
    }
}
