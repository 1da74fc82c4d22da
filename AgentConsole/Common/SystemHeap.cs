using System.Runtime.InteropServices;

namespace AgentConsole.Common;

/// <summary>The C library's heap, which the database, the compiler and compression live in.</summary>
internal static class SystemHeap
{
    // malloc.h of glibc.
    private const int TrimThreshold = -1, MmapThreshold = -3, ArenaMax = -8;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int MallOpt(int parameter, int value);

    /// <summary>
    /// Lets free memory go back to the system. Left alone, glibc takes every size it has once freed for one that is soon wanted again, and keeps it in a heap for
    /// each thread: after starting that is tens of megabytes that nobody needs. Other C libraries don't do this and have no such function.
    /// </summary>
    public static void GiveBack()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out var library) || !NativeLibrary.TryGetExport(library, "mallopt", out var export)) return;
        var set = Marshal.GetDelegateForFunctionPointer<MallOpt>(export);
        set(MmapThreshold, 64 * 1024);
        set(TrimThreshold, 128 * 1024);
        set(ArenaMax, 2);
    }
}
