using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace AgentConsole.Sites;

/// <summary>Whose hours a site tells its visitors: nobody's, its team's (the company's where the team keeps none), or a calendar's. Stored as numbers.</summary>
public enum SiteHours { Unsaid = 0, Team = 1, Calendar = 2 }

/// <summary>What visitors find outside the hours: the chat, whose messages wait, or a form that asks where to answer. Stored as numbers.</summary>
public enum OutsideHours { Chat = 0, Form = 1 }

/// <summary>Whether a visitor is asked something before the first message. Stored as numbers.</summary>
public enum Asked { No = 0, Optional = 1, Required = 2 }

/// <summary>Something that a visitor can say the question is about.</summary>
/// <param name="Value">What conditions compare with, and what is shown where a language has no words of its own.</param>
public sealed record EntryChoice(string Value, string Ar = "", string Sl = "")
{
    public string In(string language) => language switch { "ar" when Ar.Length > 0 => Ar, "sl" when Sl.Length > 0 => Sl, _ => Value };
}

/// <summary>One of the company's own fields that is asked for.</summary>
public sealed record EntryField(long FieldId, bool IsRequired = false);

/// <summary>What a visitor meets before a conversation and while waiting for it: hours, questions, the queue. Stored as JSON.</summary>
public sealed record SiteEntry
{
    public const int MaxChoices = 20, MaxFields = 10, MaxChoiceLength = 100, MaxLength = 12_000;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public SiteHours Hours { get; init; }

    /// <summary>The calendar whose hours are told; one that is gone counts as the team's.</summary>
    public int? CalendarId { get; init; }

    public OutsideHours Outside { get; init; }

    /// <summary>Visitors are not told their place and how long it may take.</summary>
    public bool HidesQueue { get; init; }

    public Asked Name { get; init; }

    public Asked Email { get; init; }

    /// <summary>Whether it is asked what the question is about.</summary>
    public Asked About { get; init; }

    public IReadOnlyList<EntryChoice> Choices { get; init; } = [];

    public IReadOnlyList<EntryField> Fields { get; init; } = [];

    /// <summary>Lists are compared by what they hold.</summary>
    public bool Equals(SiteEntry? other) => other is not null && Write(this) == Write(other);

    public override int GetHashCode() => HashCode.Combine(Hours, Outside, Name, Email, About, Choices.Count);

    internal static string Write(SiteEntry entry) => JsonSerializer.Serialize(entry, s_json);

    internal static SiteEntry Read(string json) => JsonSerializer.Deserialize<SiteEntry>(json, s_json) ?? new SiteEntry();
}
