using AgentConsole.Tickets;

namespace AgentConsole.Console.Controls;

/// <summary>How priorities look: the shape, and the name by which style sheets know a level.</summary>
public static class PriorityLook
{
    /// <summary>A mark as the path of a picture 16 by 16.</summary>
    public static string Path(PriorityMark mark) => mark switch
    {
        PriorityMark.DoubleUp => "M8 1.5 13.5 8h-11ZM8 8l5.5 6.5h-11Z",
        PriorityMark.Up => "M8 3 14 13H2Z",
        PriorityMark.Down => "M8 13 2 3.5h12Z",
        PriorityMark.Square => "M3.5 3.5h9v9h-9Z",
        PriorityMark.Diamond => "M8 2 14 8 8 14 2 8Z",
        PriorityMark.Star => "M8 1.8 9.9 6l4.6.4-3.5 3 1.1 4.5L8 11.5l-4.1 2.4L5 9.4l-3.5-3L6.1 6Z",
        _ => "M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z",
    };

    /// <summary>The value of <c>data-priority</c>. The default levels have colours for light and dark of their own; <see cref="PriorityStyles"/> has those of others.</summary>
    public static string Css(PriorityLevel? level) => level?.Id switch
    {
        null => "normal",
        PriorityLevel.UrgentId => "urgent",
        PriorityLevel.HighId => "high",
        PriorityLevel.NormalId => "normal",
        PriorityLevel.LowId => "low",
        { } id => $"level-{id}",
    };

    /// <summary>True where a level looks as it did when it was installed, so that the style sheets know it.</summary>
    public static bool IsBuiltIn(PriorityLevel level) => (level.Id, level.Colour, level.Mark) is
        (PriorityLevel.LowId, "#5b6675", PriorityMark.Down) or (PriorityLevel.NormalId, "#2f5fb3", PriorityMark.Circle)
        or (PriorityLevel.HighId, "#b45309", PriorityMark.Up) or (PriorityLevel.UrgentId, "#c81e1e", PriorityMark.DoubleUp);
}
