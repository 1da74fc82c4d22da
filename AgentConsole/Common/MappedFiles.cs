using System.Globalization;
using System.Runtime.InteropServices;

namespace AgentConsole.Common;

/// <summary>The compiled code and the metadata that the process reads straight out of its libraries' files, as Linux tells of it.</summary>
internal sealed class MappedFiles
{
    // mman.h of Linux: what is wanted of it again is read from the file again.
    private const int DontNeed = 4;

    private HashSet<Place> _before = [];

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int MAdvise(nint start, nuint length, int advice);

    /// <summary>
    /// Lets go of the pages of libraries that are as they stand in the file: a start reads far more of them than a day's work, and whatever is read brings its neighbours along. What is needed comes
    /// back by itself from the system's cache of files, in microseconds. Only what was so at the last look too is let go: a library that is being loaded is written to, and what was written would be lost.
    /// </summary>
    public void GiveBack()
    {
        if (!OperatingSystem.IsLinux() || SystemHeap.Find<MAdvise>("madvise") is not { } advise) return;
        var now = Untouched(File.ReadLines("/proc/self/smaps"));
        foreach (var place in now.Where(_before.Contains)) advise(place.Start, (nuint)(place.End - place.Start), DontNeed);
        _before = now;
    }

    /// <summary>The pieces of .NET libraries that can't be written to, and were not.</summary>
    /// <param name="lines">As in <c>/proc/self/smaps</c>: a line for each piece, what it holds in the lines below.</param>
    internal static HashSet<Place> Untouched(IEnumerable<string> lines)
    {
        var found = new HashSet<Place>();
        Place? piece = null;
        foreach (var line in lines)
        {
            if (line.EndsWith(" kB", StringComparison.Ordinal))
            {
                if (piece is { } untouched && line.StartsWith("Anonymous:", StringComparison.Ordinal) && line.AsSpan("Anonymous:".Length, line.Length - "Anonymous: kB".Length).Trim() is "0") found.Add(untouched);
            }
            else if (char.IsAsciiHexDigitLower(line[0]))
            {
                piece = Read(line);
            }
        }

        return found;
    }

    private static Place? Read(string line)
    {
        var parts = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [var range, "r--p" or "r-xp" or "r--s", var offset, _, _, var file] || !file.EndsWith(".dll", StringComparison.Ordinal)) return null;
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        return new Place(Address(range.AsSpan(0, dash)), Address(range.AsSpan(dash + 1)), offset, file);
    }

    private static nint Address(ReadOnlySpan<char> hex) => nint.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    internal readonly record struct Place(nint Start, nint End, string Offset, string File);
}
