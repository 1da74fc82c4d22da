using AgentConsole.People;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Together;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets;

internal sealed class TicketConfiguration : IEntityTypeConfiguration<Ticket>
{
    public const int MaxSubjectLength = 200;

    public void Configure(EntityTypeBuilder<Ticket> builder)
    {
        builder.ToTable("Tickets");
        builder.HasKey(ticket => ticket.Id);
        builder.Property(ticket => ticket.Id).ValueGeneratedNever();
        builder.Property(ticket => ticket.Subject).HasMaxLength(MaxSubjectLength);
        builder.Property(ticket => ticket.PriorityIsByHand).HasDefaultValue(false);
        builder.Property(ticket => ticket.Declared).HasMaxLength(Ticket.MaxDeclaredLength);
        builder.Property(ticket => ticket.IsSnoozed).HasDefaultValue(false);
        builder.Property(ticket => ticket.IsReminded).HasDefaultValue(false);
        builder.Property(ticket => ticket.Ending).HasDefaultValue(Life.TicketEnding.None);
        builder.Property(ticket => ticket.ScoreComment).HasMaxLength(Life.LifeRules.MaxComment);
        builder.Property(ticket => ticket.LastMessagePreview).HasMaxLength(200);
        builder.Property(ticket => ticket.TagIds).HasConversion(ids => TicketJson.Write(ids), json => TicketJson.ReadIds(json), Whole<IReadOnlyList<long>>());
        builder.Property(ticket => ticket.Fields)
            .HasConversion(values => FieldJson.Write(values), json => FieldJson.ReadValues(json), Whole<FieldValues>()).HasDefaultValueSql($"'{FieldJson.Nothing}'");
        builder.Property(ticket => ticket.OfferedTo).HasDefaultValue(Array.Empty<long>())
            .HasConversion(ids => TicketJson.Write(ids), json => TicketJson.ReadIds(json), Whole<IReadOnlyList<long>>());
        builder.Property(ticket => ticket.PassedBy).HasDefaultValueSql("'[]'")
            .HasConversion(ids => TicketJson.Write(ids), json => TicketJson.ReadIds(json), Whole<IReadOnlyList<long>>());
        builder.Property(ticket => ticket.FollowerIds).HasDefaultValue(Array.Empty<long>())
            .HasConversion(ids => TicketJson.Write(ids), json => TicketJson.ReadIds(json), Whole<IReadOnlyList<long>>());
        builder.Property(ticket => ticket.RelatedIds).HasDefaultValueSql("'[]'")
            .HasConversion(ids => TicketJson.Write(ids), json => TicketJson.ReadIds(json), Whole<IReadOnlyList<long>>());
        builder.Property(ticket => ticket.Statuses)
            .HasConversion(spans => TicketJson.Write(spans), json => TicketJson.ReadStatuses(json), Whole<IReadOnlyList<StatusSpan>>());
        builder.Property(ticket => ticket.Sla).HasConversion(sla => TicketJson.Write(sla), json => TicketJson.ReadSla(json), Whole<TicketSla>());
        builder.Property(ticket => ticket.DueAt);
        builder.Property(ticket => ticket.SlaState);
        builder.Property(ticket => ticket.NextTransitionAt);
        builder.Ignore(ticket => ticket.IsAnswered).Ignore(ticket => ticket.IsUnread).Ignore(ticket => ticket.IsOpen);
        builder.HasOne<Customer>().WithMany().HasForeignKey(ticket => ticket.CustomerId).OnDelete(DeleteBehavior.Restrict);
        // A customer's conversations; the SLA clock's next instant; what is not closed yet, which the inbox loads at start; which of a team's rests
        // longest; whose snooze ends next.
        builder.HasIndex(ticket => new { ticket.CustomerId, ticket.Id });
        builder.HasIndex(ticket => ticket.NextTransitionAt);
        builder.HasIndex(ticket => new { ticket.Status, ticket.Id });
        builder.HasIndex(ticket => new { ticket.Status, ticket.TeamId, ticket.IsReminded, ticket.RestsSince });
        builder.HasIndex(ticket => ticket.SnoozedUntil);
        // Whose hold or offer ends next; what an agent has; what nobody has yet, a team's most urgent first. Each ticket is in one of the last two, while it is to be done.
        builder.HasIndex(ticket => ticket.ScoreFor).HasFilter("\"ScoreFor\" IS NOT NULL");
        builder.HasIndex(ticket => ticket.HeldUntil).HasFilter("\"HeldUntil\" IS NOT NULL");
        builder.HasIndex(ticket => new { ticket.AssigneeId, ticket.Status }).HasFilter("\"AssigneeId\" IS NOT NULL");
        builder.HasIndex(ticket => new { ticket.TeamId, ticket.PriorityId, ticket.DueAt, ticket.Id }).HasFilter("\"AssigneeId\" IS NULL AND \"Status\" <= 1");
        // What was merged into a ticket, split off it, and an incident's tickets: few have one.
        builder.HasIndex(ticket => ticket.SplitFromId).HasFilter("\"SplitFromId\" IS NOT NULL");
        builder.HasIndex(ticket => ticket.MergedIntoId).HasFilter("\"MergedIntoId\" IS NOT NULL");
        builder.HasIndex(ticket => ticket.ParentId).HasFilter("\"ParentId\" IS NOT NULL");
    }

    /// <summary>Values that are replaced, never edited: comparing and copying them whole is right.</summary>
    internal static ValueComparer<T> Whole<T>() where T : class =>
        new((a, b) => ReferenceEquals(a, b), value => value.GetHashCode(), value => value);
}

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("Messages");
        builder.HasKey(message => message.Id);
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.AuthorName).HasMaxLength(200);
        builder.Property(message => message.Text).HasMaxLength(Message.MaxLength);
        builder.Property(message => message.Mentions).HasDefaultValue(Array.Empty<Mention>()).HasConversion(list => TicketJson.Write(list), json => TicketJson.ReadMentions(json), TicketConfiguration.Whole<IReadOnlyList<Mention>>());
        builder.Property(message => message.ClientId).HasMaxLength(Message.MaxClientIdLength);
        builder.Property(message => message.Files).HasConversion(files => TicketJson.Write(files!), json => TicketJson.ReadFiles(json), TicketConfiguration.Whole<IReadOnlyList<MessageFile>>());
        builder.HasOne<Ticket>().WithMany().HasForeignKey(message => message.TicketId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(message => new { message.TicketId, message.Seq });
        // The law 'stored once': a client's id is its writer's alone.
        builder.HasIndex(message => new { message.AuthorKind, message.AuthorId, message.ClientId }).IsUnique();
    }
}

internal sealed class PriorityConfiguration : IEntityTypeConfiguration<PriorityLevel>
{
    public void Configure(EntityTypeBuilder<PriorityLevel> builder)
    {
        builder.ToTable("Priorities");
        builder.HasKey(level => level.Id);
        builder.Property(level => level.Id).ValueGeneratedNever();
        builder.Property(level => level.Name).HasMaxLength(60);
        builder.Property(level => level.Colour).HasMaxLength(20);
        builder.Property(level => level.Mark).HasDefaultValue(PriorityMark.Circle);
        builder.Property(level => level.IsRetired).HasDefaultValue(false);
    }
}

internal sealed class TagConfiguration : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> builder)
    {
        builder.ToTable("Tags");
        builder.HasKey(tag => tag.Id);
        builder.Property(tag => tag.Name).HasMaxLength(60);
        builder.Property(tag => tag.TextColour).HasMaxLength(20);
        builder.Property(tag => tag.Background).HasMaxLength(20);
        builder.Property(tag => tag.IsArchived).HasDefaultValue(false);
        builder.HasIndex(tag => tag.Name).IsUnique();
    }
}
