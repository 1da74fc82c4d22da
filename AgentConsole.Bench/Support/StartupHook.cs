using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using AgentConsole.Bench.Support;
using AgentConsole.Common;

/// <summary>
/// Runs in a server that the bench starts, before the server's own code, because <c>DOTNET_STARTUP_HOOKS</c> names this assembly: asked by a signal it gives back all that is garbage or
/// free, and says how many bytes of the managed heap are still in use. The server itself has no such door.
/// </summary>
[SuppressMessage("Design", "MA0047:Declare types in namespaces", Justification = "The runtime looks for a StartupHook of no namespace.")]
internal static class StartupHook
{
    [SuppressMessage("Performance", "CA1823:Avoid unused private fields", Justification = "As long as it lives the signal is heard.")]
    private static PosixSignalRegistration? s_asked;

    public static void Initialize() => s_asked = PosixSignalRegistration.Create((PosixSignal)HeapInUse.Signal, context =>
    {
        context.Cancel = true;
        // Twice: what has a finalizer is gone after the second.
        for (var time = 0; time < 2; time++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        SystemHeap.Trimming()?.Invoke();
        System.Console.WriteLine(HeapInUse.Words + GC.GetTotalMemory(forceFullCollection: false).ToString(CultureInfo.InvariantCulture));
    });
}
