using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Inbox;

/// <summary>wwwroot/js/inbox.js: the person scrolled to where rows are not rendered.</summary>
public sealed class ShowRowsEventArgs : EventArgs
{
    public int Start { get; set; }

    public int Count { get; set; }
}

/// <summary>wwwroot/js/inbox.js: the pointer came over the rows or left them, or typing began or paused.</summary>
public sealed class HoldRowsEventArgs : EventArgs
{
    public bool Held { get; set; }
}

/// <summary>wwwroot/js/select.js: rows were chosen, or turned over.</summary>
public sealed class SelectRowsEventArgs : EventArgs
{
    public IReadOnlyList<long> Ids { get; set; } = [];

    /// <summary>One that is chosen already is let go.</summary>
    public bool Turn { get; set; }
}

/// <summary>Names the list's own events to the Razor compiler: <c>@onshowrows</c>, <c>@onholdrows</c>, <c>@onselectrows</c>.</summary>
[EventHandler("onselectrows", typeof(SelectRowsEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onshowrows", typeof(ShowRowsEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onholdrows", typeof(HoldRowsEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
public static class EventHandlers;
