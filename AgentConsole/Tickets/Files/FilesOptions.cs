using System.Globalization;
using AgentConsole.Common;

namespace AgentConsole.Tickets.Files;

/// <summary>What may be sent as a file: section <c>Files</c>.</summary>
public sealed class FilesOptions
{
    public const string Section = "Files";

    private const int Megabyte = 1024 * 1024;

    /// <summary>Where contents are kept: <c>Disk</c>, or with PostgreSQL <c>Database</c>.</summary>
    public string Store { get; set; } = "Disk";

    /// <summary>The folder; where none is given, <c>files</c> and the database's name beside the database.</summary>
    public string? Path { get; set; }

    /// <summary>The largest file, in megabytes. 1 to 2,000.</summary>
    public int MaxMegabytes { get; set; } = 25;

    /// <summary>What is taken, by what the content is: types apart by commas, <c>image/*</c> for all of a kind. Programs and web pages are among none of them.</summary>
    public string Types { get; set; } =
        "image/*, audio/*, video/*, text/plain, application/pdf, application/zip, application/gzip, application/x-7z-compressed, application/vnd.rar, application/x-ole-storage";

    /// <summary>Uploads that one visitor or agent may begin in a minute. 1 to 10,000.</summary>
    public int UploadsPerMinute { get; set; } = 30;

    /// <summary>After so many hours an upload that was never sent is taken away. 1 to 720.</summary>
    public int UnsentHours { get; set; } = 24;

    public long MaxBytes => (long)MaxMegabytes * Megabyte;

    public bool Takes(string type) => Types.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Any(taken =>
        string.Equals(taken, type, StringComparison.OrdinalIgnoreCase) || (taken.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(taken[..^1], StringComparison.OrdinalIgnoreCase)));

    internal bool IsInDatabase => string.Equals(Store, "Database", StringComparison.OrdinalIgnoreCase);

    /// <param name="isPostgres">The database is PostgreSQL.</param>
    public void Check(ConfigurationProblems problems, bool isPostgres)
    {
        if (!IsInDatabase && !string.Equals(Store, "Disk", StringComparison.OrdinalIgnoreCase)) problems.Add($"{Section}:{nameof(Store)}", $"'{Store}' is not known. Choose Disk or Database.");
        if (IsInDatabase && !isPostgres)
            problems.Add($"{Section}:{nameof(Store)}", "Database needs Storage:Provider=Postgres. SQLite has one writer, which large files would keep waiting: choose Disk.");
        Between(problems, nameof(MaxMegabytes), MaxMegabytes, 1, 2000);
        Between(problems, nameof(UploadsPerMinute), UploadsPerMinute, 1, 10_000);
        Between(problems, nameof(UnsentHours), UnsentHours, 1, 720);
        foreach (var type in Types.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (type.Split('/') is not [{ Length: > 0 }, { Length: > 0 }]) problems.Add($"{Section}:{nameof(Types)}", $"'{type}' is no type. Write it as application/pdf or image/*.");
        }
    }

    private static void Between(ConfigurationProblems problems, string setting, int value, int least, int most)
    {
        if (value < least || value > most) problems.Add($"{Section}:{setting}", string.Create(CultureInfo.InvariantCulture, $"{value} can't be used. Give {least} to {most}."));
    }
}
