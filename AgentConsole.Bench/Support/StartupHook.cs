using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.InteropServices;
using AgentConsole.Bench.Support;

/// <summary>
/// Runs in the server that the bench starts, before the server's own code, because <c>DOTNET_STARTUP_HOOKS</c> names this assembly: when it is asked by a signal it collects all garbage and
/// says how many bytes are still in use. The server itself has no such door.
/// </summary>
[SuppressMessage("Design", "MA0047:Declare types in namespaces", Justification = "The runtime looks for a StartupHook of no namespace.")]
internal static class StartupHook
{
    [SuppressMessage("Design", "CA1823:Avoid unused private fields", Justification = "As long as it lives the signal is heard.")]
    private static PosixSignalRegistration? s_asked;

    public static void Initialize() => s_asked = PosixSignalRegistration.Create((PosixSignal)HeapInUse.Signal, context =>
    {
        context.Cancel = true;
        // Twice: what has a finalizer is gone after the second.
        for (var time = 0; time < 2; time++)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        System.Console.WriteLine(HeapInUse.Words + GC.GetTotalMemory(forceFullCollection: true).ToString(System.Globalization.CultureInfo.InvariantCulture));
    });
}
