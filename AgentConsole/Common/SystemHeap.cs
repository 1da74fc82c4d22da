using System.Runtime.InteropServices;

namespace AgentConsole.Common;

/// <summary>The C library's heap, which the database, the compiler and compression live in.</summary>
internal static class SystemHeap
{
    // malloc.h of glibc.
    private const int TrimThreshold = -1, MmapThreshold = -3, ArenaMax = -8;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int MallOpt(int parameter, int value);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int MallocTrim(nuint pad);

    /// <summary>
    /// Lets free memory go back to the system. Left alone, glibc takes every size it has once freed for one that is soon wanted again, and keeps it in a heap for
    /// each thread: after starting that is tens of megabytes that nobody needs. Other C libraries don't do this and have no such function.
    /// </summary>
    public static void GiveBack()
    {
        if (Find<MallOpt>("mallopt") is not { } set) return;
        set(MmapThreshold, 64 * 1024);
        set(TrimThreshold, 128 * 1024);
        set(ArenaMax, 2);
    }

    /// <summary>
    /// Gives back what is free in the midst of the heap, now; null where the C library can't. By itself it gives back the heap's end alone, and one small thing that lives long (a type's
    /// name, a compiled method's table) keeps all that was freed before it.
    /// </summary>
    public static Action? Trimming() => Find<MallocTrim>("malloc_trim") is { } trim ? () => trim(0) : null;

    /// <summary>A function of the C library; null where there is none.</summary>
    internal static T? Find<T>(string function) where T : Delegate =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, function, out var export)
            ? Marshal.GetDelegateForFunctionPointer<T>(export) : null;
}
