using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Notices;

/// <summary>Why somebody is told of a ticket.</summary>
public enum NoticeKind { SlaAtRisk = 0, SlaBreached = 1, Assigned = 2, HandedOver = 3, Mentioned = 4, FollowedReply = 5, FollowedStatus = 6, Offered = 7, Escalated = 8, NotSent = 9, Whispered = 20, SetAway = 21 }

/// <summary>Who is told: one agent, all of a team, or all supervisors and admins.</summary>
public enum AudienceKind { Agent = 0, Team = 1, Supervisors = 2 }

/// <summary>An audience; <paramref name="Id"/> is an agent's or a team's, 0 for the supervisors.</summary>
public readonly record struct Audience(AudienceKind Kind, long Id)
{
    public static Audience Supervisors { get; } = new(AudienceKind.Supervisors, 0);

    public static Audience Agent(long id) => new(AudienceKind.Agent, id);

    public static Audience Team(long id) => new(AudienceKind.Team, id);

    /// <summary>Everything that is said to a person: by name, as a member of teams, as a supervisor.</summary>
    public static IReadOnlyList<Audience> Of(long agentId, IEnumerable<long> teamIds, bool isSupervisor) =>
        [Agent(agentId), .. teamIds.Select(Team), .. isSupervisor ? [Supervisors] : Array.Empty<Audience>()];
}

/// <summary>
/// A line that tells an audience of a ticket, written with the journal row it belongs to. A team's notice is one row however many are in it; who has
/// read how far is kept apart (<see cref="NoticeRead"/>).
/// </summary>
public sealed record Notice
{
    /// <summary>The sequence of the journal row that it belongs to.</summary>
    public required long Seq { get; init; }

    public AudienceKind AudienceKind { get; init; }

    public long AudienceId { get; init; }

    public required long TicketId { get; init; }

    public NoticeKind Kind { get; init; }

    /// <summary>The promise that warns or is broken, where it is about one.</summary>
    public SlaTarget? Target { get; init; }

    /// <summary>When that is or was due, where it is about one.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset At { get; init; }

    public Audience Audience => new(AudienceKind, AudienceId);
}

/// <summary>An agent has read all notices up to a sequence.</summary>
public sealed class NoticeRead
{
    public required long AgentId { get; init; }

    public long UpTo { get; set; }
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("Notices");
        builder.HasKey(notice => new { notice.AudienceKind, notice.AudienceId, notice.Seq });
        builder.Property(notice => notice.Seq).ValueGeneratedNever();
        builder.Ignore(notice => notice.Audience);
        // What a feed reads after a commit, and what is old.
        builder.HasIndex(notice => notice.Seq);
    }
}

internal sealed class NoticeReadConfiguration : IEntityTypeConfiguration<NoticeRead>
{
    public void Configure(EntityTypeBuilder<NoticeRead> builder)
    {
        builder.ToTable("NoticeReads");
        builder.HasKey(read => read.AgentId);
        builder.Property(read => read.AgentId).ValueGeneratedNever();
    }
}
