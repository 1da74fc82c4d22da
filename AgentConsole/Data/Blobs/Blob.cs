using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Data.Blobs;

/// <summary>Content that is kept, once however often it is referred to. Its row is also the lock under which it is kept and forgotten.</summary>
public sealed record Blob
{
    public const int HashLength = 64;

    /// <summary>SHA-256 in small hexadecimal letters.</summary>
    public required string Hash { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }
}

/// <summary>A piece of a content that the database holds: <see cref="Size"/> bytes, the last one fewer.</summary>
public sealed record BlobPart
{
    public const int Size = 256 * 1024;

    public required string Hash { get; init; }

    public required int Number { get; init; }

    public required byte[] Content { get; init; }
}

internal sealed class BlobConfiguration : IEntityTypeConfiguration<Blob>
{
    public void Configure(EntityTypeBuilder<Blob> builder)
    {
        builder.ToTable("Blobs");
        builder.HasKey(blob => blob.Hash);
        builder.Property(blob => blob.Hash).HasMaxLength(Blob.HashLength);
    }
}

internal sealed class BlobPartConfiguration : IEntityTypeConfiguration<BlobPart>
{
    public void Configure(EntityTypeBuilder<BlobPart> builder)
    {
        builder.ToTable("BlobParts");
        builder.HasKey(part => new { part.Hash, part.Number });
        builder.Property(part => part.Hash).HasMaxLength(Blob.HashLength);
        builder.HasOne<Blob>().WithMany().HasForeignKey(part => part.Hash).OnDelete(DeleteBehavior.Cascade);
    }
}
