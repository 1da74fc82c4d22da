using AgentConsole.Common;
using AgentConsole.Tickets;

namespace AgentConsole.Desk;

/// <summary>How the Desk works: section <c>Desk</c>.</summary>
public sealed class DeskOptions
{
    public const string Section = "Desk";

    /// <summary>The most commands that share one commit. 1 to 10,000.</summary>
    public int MaxBatch { get; set; } = 512;

    /// <summary>The most commands that wait; past it callers wait to hand theirs over. 1 to 1,000,000.</summary>
    public int MaxQueue { get; set; } = 10_000;

    /// <summary>How long a customer's reply reopens a resolved ticket. Up to a year.</summary>
    public TimeSpan ReopenWindow { get; set; } = Lifecycle.DefaultReopenWindow;

    /// <summary>How long a reply by mail may be taken back after it was sent. Up to an hour; zero for not at all.</summary>
    public TimeSpan UndoSend { get; set; } = TimeSpan.FromSeconds(10);

    public void Check(ConfigurationProblems problems)
    {
        if (MaxBatch is < 1 or > 10_000) problems.Add($"{Section}:MaxBatch", $"{MaxBatch} can't be used. Give 1 to 10,000.");
        if (MaxQueue is < 1 or > 1_000_000) problems.Add($"{Section}:MaxQueue", $"{MaxQueue} can't be used. Give 1 to 1,000,000.");
        if (ReopenWindow < TimeSpan.Zero || ReopenWindow > TimeSpan.FromDays(366)) problems.Add($"{Section}:ReopenWindow", $"{ReopenWindow} can't be used. Give 0 to 366 days, as in 4.00:00:00.");
        if (UndoSend < TimeSpan.Zero || UndoSend > TimeSpan.FromHours(1)) problems.Add($"{Section}:UndoSend", $"{UndoSend} can't be used. Give 0 to 1 hour, as in 00:00:10.");
    }
}
