using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace AgentConsole.Sites.Invitations;

/// <summary>
/// Whether a site's visitors are seen before they write, and when they are invited to. Off until somebody switches it on: each page then loads a little more, and the visitors'
/// pages are told. Stored as JSON.
/// </summary>
public sealed record SiteInviting
{
    public const int MaxRules = 20, MostDays = 365, UsualDays = 7, MaxLength = 80_000;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Agents see who is on the site, and can invite.</summary>
    public bool IsOn { get; init; }

    /// <summary>A rule invites a visitor at most once in so many days, whichever rule it was.</summary>
    public int EveryDays { get; init; } = UsualDays;

    /// <summary>The next rule's number: none is given twice.</summary>
    public int NextId { get; init; } = 1;

    /// <summary>In the order in which they are asked; the first that fits invites.</summary>
    public IReadOnlyList<InviteRule> Rules { get; init; } = [];

    public bool Equals(SiteInviting? other) =>
        other is not null && IsOn == other.IsOn && EveryDays == other.EveryDays && NextId == other.NextId && Rules.SequenceEqual(other.Rules);

    public override int GetHashCode() => HashCode.Combine(IsOn, EveryDays, NextId, Rules.Count);

    internal static string Write(SiteInviting inviting) => JsonSerializer.Serialize(inviting, s_json);

    internal static SiteInviting Read(string json) => JsonSerializer.Deserialize<SiteInviting>(json, s_json) ?? new SiteInviting();
}
