namespace AgentConsole.Bench.Support;

/// <summary>How the bench asks a server of its own for the bytes that are in use on its managed heap; <see cref="StartupHook"/> answers.</summary>
internal static class HeapInUse
{
    /// <summary>SIGUSR1 of Linux and macOS differ; it is asked for on Linux alone, like all that reads <c>/proc</c>.</summary>
    public const int Signal = 10;

    public const string Words = "bench: bytes in use ";
}

/// <param name="ProcessMebibytes">The memory of the whole process.</param>
/// <param name="InUse">Bytes of it that are in use on the managed heap.</param>
internal readonly record struct Needed(double ProcessMebibytes, long InUse);
