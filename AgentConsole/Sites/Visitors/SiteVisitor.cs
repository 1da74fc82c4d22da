namespace AgentConsole.Sites.Visitors;

/// <summary>How far an invitation came.</summary>
public enum InviteStage { None, Sent, Shown, Accepted, Declined }

/// <summary>Somebody who is on a site now, as agents see them. Held in memory and nowhere else.</summary>
public sealed record SiteVisitor
{
    /// <summary>By which the screens tell visitors apart; nothing of it means anything to anybody else.</summary>
    public required long Id { get; init; }

    /// <summary>The node that they are connected to; null for this one.</summary>
    public string? Node { get; init; }

    public required long SiteId { get; init; }

    public required string SiteName { get; init; }

    /// <summary>The address that they look at, as their page says: text, trusted for nothing.</summary>
    public string Page { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>Where they came from; empty where the browser doesn't say.</summary>
    public string Referrer { get; init; } = "";

    /// <summary>No page of the site is in sight: another tab, another window.</summary>
    public bool IsAway { get; init; }

    public DateTimeOffset CameAt { get; init; }

    public DateTimeOffset PageAt { get; init; }

    /// <summary>Which visit it is, as their device counts.</summary>
    public int Visits { get; init; } = 1;

    /// <summary>The customer that they are known as; null for a stranger.</summary>
    public long? CustomerId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>The conversation that goes on; null where they talk to nobody.</summary>
    public long? TicketId { get; init; }

    public InviteStage Stage { get; init; }

    /// <summary>When they were invited last, now or at an earlier visit.</summary>
    public DateTimeOffset? InvitedAt { get; init; }

    /// <summary>Who invited them in this visit.</summary>
    public string InvitedBy { get; init; } = "";
}

/// <param name="AgentId">Who asks; null where a rule does.</param>
/// <param name="By">The name that the visitor reads.</param>
/// <param name="RuleId">0 where an agent asks.</param>
public sealed record Invitation(string Id, long? AgentId, string By, string Text, int RuleId, DateTimeOffset At);

/// <summary>What a page says of itself.</summary>
public sealed record VisitorPage(string Page, string Title, string Referrer, bool IsVisible)
{
    /// <summary>Characters that are kept of each: many are held at once.</summary>
    public const int MaxPage = 400, MaxTitle = 200;
}

/// <summary>What the visitor's device says of earlier visits. It is believed: whoever lies is invited more or less often, and that is all.</summary>
/// <param name="Language">en, ar or sl.</param>
public sealed record VisitorFacts(string Language, int Visits, DateTimeOffset? InvitedAt, DateTimeOffset? DeclinedAt);

/// <summary>Who it is, where that is known.</summary>
public sealed record VisitorName(long CustomerId, string Name, long? TicketId);
