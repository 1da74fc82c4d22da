using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace AgentConsole.Tests.Console.Inbox;

/// <summary>Counts the frames a component renders: what it costs in the memory of each circuit that shows it.</summary>
internal static class Frames
{
    public static int Of<T>(params (string Name, object Value)[] parameters)
        where T : ComponentBase
    {
        var component = Activator.CreateInstance<T>();
        foreach (var (name, value) in parameters) typeof(T).GetProperty(name)!.SetValue(component, value);
        using var builder = new RenderTreeBuilder();
        typeof(T).GetMethod("BuildRenderTree", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(component, [builder]);
#pragma warning disable BL0006 // Only their number is read.
        return builder.GetFrames().Count;
#pragma warning restore BL0006
    }
}
