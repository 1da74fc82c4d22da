using System.Diagnostics;

namespace AgentConsole.Tests.Support;

/// <summary>A file system of its own with little room, to be filled: a tmpfs, which only root may mount.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <exception cref="InvalidOperationException">It could not be mounted.</exception>
    public static SmallDisk Mount(int kilobytes)
    {
        var folder = Directory.CreateTempSubdirectory("agentconsole-disk-").FullName;
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder)) throw new InvalidOperationException($"No tmpfs could be mounted at {folder}.");
        return new SmallDisk(folder);
    }

    /// <summary>Takes all the room that is left but this.</summary>
    public void Fill(int leaveKilobytes)
    {
        var free = new DriveInfo(Folder).AvailableFreeSpace - leaveKilobytes * 1024L;
        File.WriteAllBytes(Ballast, new byte[Math.Max(0, free)]);
    }

    /// <summary>Gives it back.</summary>
    public void MakeRoom() => File.Delete(Ballast);

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

/// <summary>A fact that mounts a file system, and says so where it may not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        try
        {
            SmallDisk.Mount(64).Dispose();
            return true;
        }
        catch (Exception refused) when (refused is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    public SmallDiskFactAttribute() => Skip = CanMount.Value ? null : "only root may mount a small disk here.";
}
