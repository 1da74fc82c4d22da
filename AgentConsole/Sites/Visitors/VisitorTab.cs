namespace AgentConsole.Sites.Visitors;

/// <summary>One open page of a visitor, connected to this node.</summary>
/// <param name="address">The network address, as limits count it.</param>
/// <param name="tell">Passes an invitation on to the page; it must not wait.</param>
/// <param name="close">Ends the connection.</param>
/// <param name="expel">The same, and says that the visitor is not wanted; it must not wait.</param>
public sealed class VisitorTab(string address, Action<Invitation> tell, Action close, Action expel)
{
    public string Address => address;

    internal VisitorSpot? Spot { get; set; }

    internal VisitorPage Page { get; set; } = new("", "", "", IsVisible: false);

    internal DateTimeOffset PageAt { get; set; }

    internal void Tell(Invitation invitation) => tell(invitation);

    internal void Close() => close();

    internal void Expel() => expel();
}

/// <summary>A visitor with all open pages on this node. Its board's lock guards it.</summary>
internal sealed class VisitorSpot(string key, KnownSite site, SiteVisitor shown, string language)
{
    public string Key { get; set; } = key;

    public KnownSite Site { get; set; } = site;

    public string Language { get; set; } = language;

    public SiteVisitor Shown { get; set; } = shown;

    public List<VisitorTab> Tabs { get; } = new(1);

    public Invitation? Invitation { get; set; }

    public DateTimeOffset? DeclinedAt { get; set; }

    /// <summary>When its last page was closed; null while one is open.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>When the site's rules are to be asked next; null where none will ever say yes on this page.</summary>
    public DateTimeOffset? LookAt { get; set; }

    /// <summary>The page that is looked at: the one that was turned to last, of those in sight if there is one.</summary>
    public VisitorTab? Front => Tabs.OrderBy(tab => tab.Page.IsVisible).ThenBy(tab => tab.PageAt).LastOrDefault();
}
