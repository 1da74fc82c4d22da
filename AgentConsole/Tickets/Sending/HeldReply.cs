using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Macros;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Sending;

/// <summary>
/// A reply that was sent and has not gone out: its writer may still take it back. It is no message yet, so it answers nothing and meets no target. It goes with what was to be done
/// with it: the ticket's status, and the macro.
/// </summary>
public sealed record HeldReply
{
    public const int MaxProblemLength = 60;

    public required long AgentId { get; init; }

    /// <summary>The id its writer's screen made: the message gets it, so that it can't be stored twice.</summary>
    public required string ClientId { get; init; }

    public required string AgentName { get; init; }

    public required long TicketId { get; init; }

    public required string Text { get; init; }

    /// <summary>What it comes with; null for nothing.</summary>
    public IReadOnlyList<MessageFile>? Files { get; init; }

    /// <summary>What the reply makes of the ticket; null for what a reply makes of it by itself.</summary>
    public TicketStatus? Then { get; init; }

    /// <summary>The company's own status within <see cref="Then"/>; null for the category's own.</summary>
    public int? ThenStatusId { get; init; }

    /// <summary>What is done with the ticket once it is sent; without its text. Null for nothing.</summary>
    public Macro? Macro { get; init; }

    /// <summary>The ticket's version and the journal's sequence when it was sent: what others did since is a surprise.</summary>
    public int Version { get; init; }

    public long Seq { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>When it goes out; null where it was held back and waits for its writer.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why it was held back, a refusal's code; null where it was not.</summary>
    public string? Problem { get; init; }

    /// <summary>True where people read and answer by mail: a reply may be held a moment, as nobody sits and waits for it.</summary>
    public static bool IsFor(TicketChannel channel) => channel is TicketChannel.Email or TicketChannel.Web;

    /// <summary>The files that it goes out with, as their owner names them; null for none.</summary>
    public AttachedFiles? Attached => Files is { Count: > 0 } files ? new AttachedFiles(FileOwner.Agent(AgentId), [.. files.Select(file => file.Key)]) : null;
}

internal sealed class HeldReplyConfiguration : IEntityTypeConfiguration<HeldReply>
{
    public void Configure(EntityTypeBuilder<HeldReply> builder)
    {
        builder.ToTable("HeldReplies");
        builder.HasKey(held => new { held.AgentId, held.ClientId });
        builder.Property(held => held.AgentId).ValueGeneratedNever();
        builder.Property(held => held.ClientId).HasMaxLength(Message.MaxClientIdLength);
        builder.Property(held => held.AgentName).HasMaxLength(200);
        builder.Property(held => held.Text).HasMaxLength(Message.MaxLength);
        builder.Property(held => held.Problem).HasMaxLength(HeldReply.MaxProblemLength);
        builder.Property(held => held.Files).HasConversion(files => TicketJson.Write(files!), json => TicketJson.ReadFiles(json), TicketConfiguration.Whole<IReadOnlyList<MessageFile>>());
        builder.Property(held => held.Macro).HasConversion(macro => TicketJson.Write(macro!), json => TicketJson.ReadMacro(json), TicketConfiguration.Whole<Macro>());
        builder.Ignore(held => held.Attached);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(held => held.TicketId).OnDelete(DeleteBehavior.Cascade);
        // What a ticket's screen shows, and which goes out next.
        builder.HasIndex(held => held.TicketId);
        builder.HasIndex(held => held.DueAt);
    }
}
