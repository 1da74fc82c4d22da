using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Bulk;

/// <summary>Waiting and Running are under way; the others are final.</summary>
public enum BulkState
{
    Waiting = 0,
    Running = 1,
    Done = 2,
    Cancelled = 3,

    /// <summary>Taken back before its instant came: nothing was done and nothing sent.</summary>
    TakenBack = 4,
}

/// <summary>A change of many tickets, done in the background for whoever began it. It outlives the page and the process.</summary>
public sealed record BulkJob
{
    public long Id { get; init; }

    public required long AgentId { get; init; }

    public required string AgentName { get; init; }

    public DateTimeOffset At { get; init; }

    public required BulkChange Change { get; init; }

    /// <summary>The job that this one takes back; null where it takes none back.</summary>
    public long? UndoOfId { get; init; }

    public int Total { get; init; }

    public int Done { get; init; }

    public int Failed { get; init; }

    public BulkState State { get; init; }

    /// <summary>When it begins, where replies go out with it: until then all of it may be taken back. Null for one that begins at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Nothing of it is done yet, and all of it may be taken back.</summary>
    public bool IsHeld => State == BulkState.Waiting && DueAt is not null;

    /// <summary>Its starter has seen what became of it.</summary>
    public bool IsHidden { get; init; }

    public bool IsUnderWay => State is BulkState.Waiting or BulkState.Running;
}

public enum BulkItemState { Waiting = 0, Done = 1, Failed = 2 }

/// <summary>One ticket of a job.</summary>
public sealed record BulkItem
{
    public required long JobId { get; init; }

    public required long TicketId { get; init; }

    public BulkItemState State { get; init; }

    /// <summary>Why it failed: a refusal's code and arguments.</summary>
    public string? Code { get; init; }

    public string? Arguments { get; init; }

    /// <summary>What the ticket was, from before it is changed until it is known what became of it.</summary>
    public BulkPoint? Before { get; init; }

    /// <summary>What changed, where something did; by it the job is taken back.</summary>
    public BulkTrace? Trace { get; init; }
}

internal sealed class BulkJobConfiguration : IEntityTypeConfiguration<BulkJob>
{
    public void Configure(EntityTypeBuilder<BulkJob> builder)
    {
        builder.ToTable("BulkJobs");
        builder.HasKey(job => job.Id);
        builder.Property(job => job.AgentName).HasMaxLength(200);
        builder.Property(job => job.Change).HasConversion(change => BulkJson.Write(change), json => BulkJson.ReadChange(json), TicketConfiguration.Whole<BulkChange>());
        builder.Ignore(job => job.IsUnderWay);
        builder.Ignore(job => job.IsHeld);
        builder.HasIndex(job => new { job.AgentId, job.Id });
        builder.HasIndex(job => job.State);
    }
}

internal sealed class BulkItemConfiguration : IEntityTypeConfiguration<BulkItem>
{
    public void Configure(EntityTypeBuilder<BulkItem> builder)
    {
        builder.ToTable("BulkItems");
        builder.HasKey(item => new { item.JobId, item.TicketId });
        builder.Property(item => item.Code).HasMaxLength(100);
        builder.Property(item => item.Arguments).HasMaxLength(1000);
        builder.Property(item => item.Trace).HasConversion(trace => BulkJson.Write(trace!), json => BulkJson.ReadTrace(json), TicketConfiguration.Whole<BulkTrace>());
        builder.Property(item => item.Before).HasConversion(point => BulkJson.Write(point!), json => BulkJson.ReadPoint(json), TicketConfiguration.Whole<BulkPoint>());
        builder.HasOne<BulkJob>().WithMany().HasForeignKey(item => item.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
