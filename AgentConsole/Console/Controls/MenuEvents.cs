using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Controls;

/// <summary>wwwroot/js/menus.js: a menu with <c>data-turns</c> was opened or closed.</summary>
public sealed class MenuTurnedEventArgs : EventArgs
{
    /// <summary>What the menu is now. Several turns may come as one event.</summary>
    public bool Open { get; set; }
}

/// <summary>Names the menus' own event to the Razor compiler: <c>@onmenuturned</c>.</summary>
[EventHandler("onmenuturned", typeof(MenuTurnedEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
public static class EventHandlers;
