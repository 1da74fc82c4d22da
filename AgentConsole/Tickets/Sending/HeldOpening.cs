using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Tickets.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Sending;

/// <summary>What an agent filled in of a new ticket, as they typed it: it becomes the ticket, or the form again.</summary>
/// <param name="Name">Who it is for; a new customer's where <see cref="HeldOpening.CustomerId"/> names none.</param>
/// <param name="Contact">An address or a number, as it was written.</param>
public sealed record OpeningWords(
    TicketChannel Channel, string Subject, string Text, string Name, string Contact, int? PriorityId, long? TeamId, long? AssigneeId, IReadOnlyList<long> TagIds);

/// <summary>Held and Going are under way; who has taken one back, or whose was refused, has it until they send it again or throw it away.</summary>
public enum OpeningState { Held = 0, Going = 1, Opened = 2, TakenBack = 3, Refused = 4 }

/// <summary>A ticket that was sent off with a message to the customer and is not there yet: its writer may take it back, and then there was none.</summary>
public sealed record HeldOpening
{
    public required long AgentId { get; init; }

    /// <summary>The id of the message that it will be: it is stored once, however often it is tried.</summary>
    public required string ClientId { get; init; }

    public required string AgentName { get; init; }

    public long? CustomerId { get; init; }

    public required OpeningWords Words { get; init; }

    /// <summary>What it comes with; null for nothing.</summary>
    public IReadOnlyList<MessageFile>? Files { get; init; }

    public OpeningState State { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>When it goes out, or is tried again; null where neither is to come.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why it was refused, a refusal's code.</summary>
    public string? Problem { get; init; }

    /// <summary>The ticket, once it is there.</summary>
    public long? TicketId { get; init; }

    /// <summary>The command that it will be; refused where the contact is none.</summary>
    public Outcome<AgentOpens> Command()
    {
        var by = Actor.Agent(AgentId, AgentName);
        NewCustomer? who = null;
        if (CustomerId is null)
        {
            var contact = CustomerContact.Read(Words.Contact);
            if (!contact.Succeeded) return contact.Refusal;
            var (kind, value) = contact.Value;
            who = new NewCustomer(kind, value, Words.Name.Trim(), kind == IdentityKind.Email ? value : null);
        }

        return new AgentOpens(by, Words.Channel, Words.Subject, new MessageDraft(MessageKind.Public, Words.Text), ClientId, CustomerId, who, Words.PriorityId, Words.TeamId, Words.AssigneeId, Words.TagIds)
        {
            Attached = Files is { Count: > 0 } files ? new AttachedFiles(FileOwner.Agent(AgentId), [.. files.Select(file => file.Key)]) : null,
        };
    }
}

internal sealed class HeldOpeningConfiguration : IEntityTypeConfiguration<HeldOpening>
{
    public void Configure(EntityTypeBuilder<HeldOpening> builder)
    {
        builder.ToTable("HeldOpenings");
        builder.HasKey(held => new { held.AgentId, held.ClientId });
        builder.Property(held => held.AgentId).ValueGeneratedNever();
        builder.Property(held => held.ClientId).HasMaxLength(Message.MaxClientIdLength);
        builder.Property(held => held.AgentName).HasMaxLength(200);
        builder.Property(held => held.Problem).HasMaxLength(HeldReply.MaxProblemLength);
        builder.Property(held => held.Words).HasConversion(words => TicketJson.Write(words), json => TicketJson.ReadOpening(json), TicketConfiguration.Whole<OpeningWords>());
        builder.Property(held => held.Files).HasConversion(files => TicketJson.Write(files!), json => TicketJson.ReadFiles(json), TicketConfiguration.Whole<IReadOnlyList<MessageFile>>());
        builder.HasIndex(held => held.DueAt);
    }
}
